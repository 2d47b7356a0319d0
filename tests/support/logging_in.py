"""Logging in the way an editor does, by the pages."""

import re
import time

from allauth.mfa.totp.internal import auth as totp

from . import make

LOGIN, CODE, ENROL, CODES = (
    "/beheer/login/",
    "/beheer/account/code/",
    "/beheer/account/tweede-stap/",
    "/beheer/account/herstelcodes/",
)


def give_password(stranger, name="redacteur", password=make.PASSWORD, **query):
    return stranger.post(LOGIN, {"login": name, "password": password}, query_params=query)


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def enrol(stranger):
    """Set up an app after the first step: (its secret, the recovery codes)."""
    secret = re.search(r'login-key">(\w+)<', stranger.get(ENROL).text)[1]
    answer = stranger.post(ENROL, {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<li><code>(\w+)</code>", answer.text)


def is_in(stranger):
    return stranger.get("/beheer/").status_code == 200
