#!/usr/bin/env python3
"""Asks this machine's own portal whether it is well, and says what is wrong; status 1 when it cannot show its pages.

`healthcheck.py [ADDRESS]`, by default 127.0.0.1:8000 (BIND); PORTAL_URL says by which name the portal is known.
"""

import http.client
import json
import os
import sys
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds


def main():
    """Print one line for each part that is not well; returns the exit status."""
    address = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BIND", "127.0.0.1:8000")
    url = urlsplit(os.environ.get("PORTAL_URL", "http://localhost:8000"))
    connection = http.client.HTTPConnection(address.replace("0.0.0.0", "127.0.0.1"), timeout=TIMEOUT)  # noqa: S104
    try:
        connection.request("GET", "/status/ready", headers={"Host": url.netloc, "X-Forwarded-Proto": url.scheme})
        response = connection.getresponse()
        body = json.loads(response.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        sys.stderr.write(f"{address}: {type(error).__name__}: {error}\n")
        return 1
    wrong = {name: check for name, check in body.get("checks", {}).items() if check["status"] != "ok"}
    for name, check in wrong.items():
        sys.stdout.write(f"{check['status']} {name}: {check['message']}\n")
    sys.stdout.write(f"{body['status']} {body.get('version', '')}\n")
    return 0 if response.status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main())
