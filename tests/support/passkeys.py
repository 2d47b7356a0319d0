"""A passkey in software: what a browser and its authenticator send to the pages of the login."""

import hashlib
import json
import re
import secrets
from html import unescape

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ADD = "/beheer/account/passkeys/nieuw/"
ORIGIN = "http://localhost:8000"


class Passkey:
    """One key; `origin` is the site that the browser says it is on."""

    def __init__(self, origin=ORIGIN, host="localhost"):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.origin, self.host = origin, hashlib.sha256(host.encode()).digest()

    def created(self, page):
        """What the browser sends after creating this passkey for a page."""
        data = _client_data("webauthn.create", _options(page, "creation_options"), self.origin)
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        authenticator_data = AuthenticatorData.create(self.host, 0x41, 0, credential)
        attestation = AttestationObject.create("none", authenticator_data, {})
        return self._response(clientDataJSON=data, attestationObject=attestation)

    def used(self, page):
        """What the browser sends after using this passkey on a page."""
        data = _client_data("webauthn.get", _options(page, "request_options"), self.origin)
        authenticator_data = AuthenticatorData.create(self.host, 0x01, 1)
        signature = self.key.sign(authenticator_data + data.hash, ec.ECDSA(SHA256()))
        return self._response(clientDataJSON=data, authenticatorData=authenticator_data, signature=signature)

    def _response(self, **parts):
        own = websafe_encode(self.id)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        return {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {}, "response": response}


def add(browser, passkey, name="Telefoon"):
    """Add a passkey by its page; returns the response."""
    credential = passkey.created(browser.get(ADD))
    return browser.post(ADD, {"name": name, "credential": json.dumps(credential)})


def use(browser, passkey, page):
    """Send a passkey to the page that asks for it; returns the response."""
    return browser.post(page, {"credential": json.dumps(passkey.used(browser.get(page)))})


def _options(page, name):
    options = re.search(r'<script id="passkey-data" type="application/json">(.*?)</script>', page.text)[1]
    return json.loads(unescape(options))[name]["publicKey"]


def _client_data(kind, options, origin):
    return CollectedClientData.create(kind, options["challenge"], origin)
