"""What the scheme of PORTAL_URL and a trusted proxy decide, in a portal that is started with them."""

import json
import os
import re
import subprocess
import sys

from django.conf import settings

ONE_YEAR = 31_536_000
PROBE = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
host = {"host": "portaal.example"}
plain = Client().get("/robots.txt", headers=host)
proxied = Client().get("/robots.txt", headers={**host, "x-forwarded-proto": "https"})
secure = Client().get("/robots.txt", headers=host, secure=True)
print(json.dumps({
    "plain": plain.status_code, "to": plain.headers.get("Location"), "proxied": proxied.status_code,
    "secure": secure.status_code, "hsts": secure.headers.get("Strict-Transport-Security"),
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "session": [settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE],
}))
"""


def probe_with(**environment):
    """The responses of a portal that is started with these settings."""
    base = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings", "SECRET_KEY": "x" * 50}
    run = subprocess.run(
        [sys.executable, "-c", PROBE],
        env=base | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_https_is_required():
    probe = probe_with(PORTAL_URL="https://portaal.example")

    assert (probe["plain"], probe["to"]) == (301, "https://portaal.example/robots.txt")
    assert probe["proxied"] == 301, "a header that anyone can send is not believed"
    assert probe["secure"] == 200
    assert int(re.search(r"max-age=(\d+)", probe["hsts"])[1]) >= ONE_YEAR
    assert probe["cookies"] == [True, True]
    assert probe["session"] == [True, "Lax"]


def test_a_trusted_proxy_is_believed():
    assert probe_with(PORTAL_URL="https://portaal.example", TRUSTED_PROXY="1")["proxied"] == 200


def test_plain_http_works_on_a_laptop():
    probe = probe_with(PORTAL_URL="http://portaal.example")

    assert (probe["plain"], probe["hsts"], probe["cookies"]) == (200, None, [False, False])
