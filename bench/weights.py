"""What a first visit to each kind of page weighs: `python -m bench.weights http://localhost:8000` prints a table.

The site must run as in production (`make run`): what is weighed is what is sent, compressed.
"""

import gzip
import re
import sys
from urllib.parse import urljoin
from urllib.request import Request, urlopen

PAGES = {
    "home": "/",
    "finder": "/initiatieven/",
    "finder, a municipality chosen": "/initiatieven/?zoals=ede",
    "finder, on the map": "/initiatieven/?weergave=kaart",
    "initiative": "/initiatieven/lvv-pilot-in-vijf-steden/",
    "municipalities with map": "/gemeenten/",
    "municipality": "/gemeenten/arnhem/",
    "theme": "/themas/opvang/",
    "compare four": "/initiatieven/vergelijken/?i=lvv-pilot-in-vijf-steden&i=pendelbus-ter-apel-emmen"
    "&i=hotelboot-oekrainers-texel&i=plan-einstein-overvecht-utrecht",
    "kansenkaart": "/kansenkaart/",
    "knelpunten": "/knelpunten/",
    "kaders": "/kaders/",
    "market": "/inspiratiemarkt/",
}
PARTS = {
    "CSS": re.compile(r'<link rel="stylesheet" href="([^"]+)"(?! media="print")'),
    "JS": re.compile(r'<script src="([^"]+)"'),
    "pictures": re.compile(r'<link rel="icon" href="([^"]+)"|<use href="(/[^"#]+)'),
}


def sent(address):
    """An answer as it is sent to a browser that takes gzip: (bytes that were sent, text)."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30) as answer:  # noqa: S310
        body = answer.read()
        text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    return len(body), text.decode(errors="replace")


def weigh(base, path):
    """The weights of a page in bytes: its HTML, what it fetches of each kind; and the number of requests."""
    size, html = sent(urljoin(base, path))
    found = {"HTML raw": len(html.encode()), "HTML": size}
    requests = 1
    for kind, pattern in PARTS.items():
        addresses = {next(filter(None, match.groups())) for match in pattern.finditer(html)}
        found[kind] = sum(sent(urljoin(base, address))[0] for address in addresses)
        requests += len(addresses)
    return found | {"requests": requests}


def main(base):
    """Print the table."""
    rows = {name: weigh(base, path) for name, path in PAGES.items()}
    columns = [*next(iter(rows.values()))]
    print(f"| page | {' | '.join(columns)} |\n|{'---|' * (len(columns) + 1)}")
    for name, row in rows.items():
        kilos = [f"{row[column] / 1000:.1f}" if column != "requests" else str(row[column]) for column in columns]
        print(f"| {name} | {' | '.join(kilos)} |")


if __name__ == "__main__":
    main(sys.argv[1])
