"""The bytes of a first visit to each kind of page: `python -m bench.weights http://localhost:8000` prints a table.

The site must run as in production (`make run`): counted is what is sent, compressed.
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


def fetch(address):
    """A response as it is sent to a browser that accepts gzip: (bytes that were sent, text)."""
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30) as response:  # noqa: S310
        body = response.read()
        text = gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body
    return len(body), text.decode(errors="replace")


def weigh(base, path):
    """The bytes of a page: of its HTML, and of each kind of file that it fetches; and the number of requests."""
    size, html = fetch(urljoin(base, path))
    sizes = {"HTML raw": len(html.encode()), "HTML": size}
    requests = 1
    for kind, pattern in PARTS.items():
        addresses = {next(filter(None, match.groups())) for match in pattern.finditer(html)}
        sizes[kind] = sum(fetch(urljoin(base, address))[0] for address in addresses)
        requests += len(addresses)
    return sizes | {"requests": requests}


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
