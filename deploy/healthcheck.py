#!/usr/bin/env python3
"""Asks this machine's own portal whether it is well, and says what is wrong; status 1 when it cannot show its pages.

`healthcheck.py [ADDRESS [VERSION]]`, by default the address that nginx asks. With a version it must be that release,
and show its home page, as `deploy/upgrade` asks it. PORTAL_URL says by which name the portal is known.
"""

import http.client
import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds
UPSTREAM = Path("/etc/inspiratiemarkt/upstream.conf")


def main():
    """Print one line for each part that is not well; returns the exit status."""
    address = sys.argv[1] if len(sys.argv) > 1 else serving()
    version = sys.argv[2] if len(sys.argv) > 2 else None
    try:
        status, text = page(address, "/status/ready")
        body = json.loads(text)
        home = page(address, "/")[0] if version else http.client.OK
    except (OSError, http.client.HTTPException, ValueError) as error:
        sys.stderr.write(f"{address}: {type(error).__name__}: {error}\n")
        return 1
    wrong = {name: check for name, check in body.get("checks", {}).items() if check["status"] != "ok"}
    for name, check in wrong.items():
        sys.stdout.write(f"{check['status']} {name}: {check['message']}\n")
    if home != http.client.OK:
        sys.stdout.write(f"fail home: {home}\n")
    if version and "version" not in body:
        sys.stdout.write(f"fail version: {address} does not tell it; MONITORING_TOKEN must be the one it has\n")
    sys.stdout.write(f"{body['status']} {body.get('version', '')}\n")
    is_well = status == home == http.client.OK and version in {None, body.get("version")}
    return 0 if is_well else 1


def serving():
    """The address that nginx passes on to."""
    server = UPSTREAM.exists() and re.search(r"^server (\S+)", UPSTREAM.read_text(encoding="utf-8"), re.MULTILINE)
    return server[1] if server else "127.0.0.1:8000"


def page(address, path):
    """The status and the text of a page, asked as nginx does on behalf of this machine itself."""
    url = urlsplit(os.environ.get("PORTAL_URL", "http://localhost:8000"))
    known = os.environ.get("MONITORING_TOKEN")  # where it listens on another address than loopback
    token = {"Authorization": f"Bearer {known}"} if known else {}
    connection = http.client.HTTPConnection(address.replace("0.0.0.0", "127.0.0.1"), timeout=TIMEOUT)  # noqa: S104
    try:
        connection.request("GET", path, headers={"Host": url.netloc, "X-Forwarded-Proto": url.scheme, **token})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
