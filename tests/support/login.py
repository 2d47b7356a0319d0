"""Logging in through the pages, as an editor does."""

import re
import time

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from . import make

LOGIN, CODE, ENROL, CODES = (
    "/beheer/login/",
    "/beheer/account/code/",
    "/beheer/account/tweede-stap/",
    "/beheer/account/herstelcodes/",
)


def submit_password(client, name="redacteur", password=make.PASSWORD, **query):
    return client.post(LOGIN, {"login": name, "password": password}, query_params=query)


def totp_code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def enrol(client):
    """Set up an app after the first step: (its secret, the recovery codes)."""
    secret = re.search(r'login-key">(\w+)<', client.get(ENROL).text)[1]
    response = client.post(ENROL, {"code": totp_code(secret)}, follow=True)
    return secret, re.findall(r"<li><code>(\w+)</code>", response.text)


def is_logged_in(client):
    return client.get("/beheer/").status_code == 200


def logs_in_with(code):
    """Whether an editor who logs in anew gets in with a code."""
    client = Client()
    submit_password(client)
    client.post(CODE, {"code": code})
    return is_logged_in(client)
