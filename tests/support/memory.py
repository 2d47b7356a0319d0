"""The memory of a server while visitors request what nobody requested before."""

import http.client
import random
import subprocess
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MAX_GROWTH = 1.2
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HTMX = ("HX-Request", "HX-History-Restore-Request")
PATHS = ("/robots.txt", "/over/", "/initiatieven/", "/zoeken/suggesties/", "/bestaat-niet/", "/gemeenten/")
NAMES = ("uniek", "q", "thema", "gemeente", "zoals", "i", "pagina")


@dataclass
class Flood:
    """Requests with addresses and headers that are all different, and the same ones in each run.

    lengths, header_lengths: of the values in the address and in the headers. Each header is given half of the time.
    """

    address: str
    paths: tuple = PATHS
    names: tuple = NAMES
    headers: tuple = (*HTMX, "HX-Target", "Accept-Encoding", "If-None-Match", "Cookie")
    lengths: tuple = (12, 200, 1_400, 1_400, 1_400, 3_800)
    header_lengths: tuple = (12, 200, 2_000)
    dice: random.Random = field(default_factory=lambda: random.Random(14))

    def send(self, number):
        """Send so many requests, one after the other.

        Returns: the statuses that came back, a set.
        """
        connection, statuses = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60), set()
        for _number in range(number):
            path, name = self.dice.choice(self.paths), self.dice.choice(self.names)
            headers = {header: self._word(self.header_lengths) for header in self.headers if self.dice.random() < 0.5}
            connection.request("GET", f"{path}?{name}={self._word(self.lengths)}", headers=headers)
            response = connection.getresponse()
            response.read()
            statuses.add(response.status)
        connection.close()
        return statuses

    def _word(self, lengths):
        return "".join(self.dice.choices(LETTERS, k=12)).ljust(self.dice.choice(lengths), "x")


def memory_of(process):
    """The memory of the processes that a gunicorn has started, in MiB."""
    command = ["ps", "-o", "rss=", "--ppid", str(process.pid)]
    return sum(map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())) / 1024
