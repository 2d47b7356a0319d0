"""A passkey made of software: what a browser and its authenticator answer to the pages of the login."""

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

    def made(self, page):
        """What the browser sends after making this passkey for a page."""
        data = _client_data("webauthn.create", _options(page, "creation_options"), self.origin)
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        about = AuthenticatorData.create(self.host, 0x41, 0, credential)
        made = AttestationObject.create("none", about, {})
        return self._answer(clientDataJSON=data, attestationObject=made)

    def used(self, page):
        """What the browser sends after using this passkey on a page."""
        data = _client_data("webauthn.get", _options(page, "request_options"), self.origin)
        about = AuthenticatorData.create(self.host, 0x01, 1)
        signature = self.key.sign(about + data.hash, ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=data, authenticatorData=about, signature=signature)

    def _answer(self, **parts):
        own = websafe_encode(self.id)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        return {"id": own, "rawId": own, "type": "public-key", "clientExtensionResults": {}, "response": response}


def add(browser, passkey, name="Telefoon"):
    """Add a passkey by its page; returns the answer."""
    made = passkey.made(browser.get(ADD))
    return browser.post(ADD, {"name": name, "credential": json.dumps(made)})


def use(browser, passkey, page):
    """Send a passkey to the page that asks for it; returns the answer."""
    return browser.post(page, {"credential": json.dumps(passkey.used(browser.get(page)))})


def _options(page, name):
    found = re.search(r'<script id="passkey-data" type="application/json">(.*?)</script>', page.text)[1]
    return json.loads(unescape(found))[name]["publicKey"]


def _client_data(kind, options, origin):
    return CollectedClientData.create(kind, options["challenge"], origin)
