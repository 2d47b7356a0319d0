"""python -m bench.searches [tree …]: what a search costs that nobody asked before, in each tree, in the DATABASE_URL.

Prints, for each tree, the processor milliseconds of a search without any card in memory, and with all of them: the mean
over all searches of the least of some rounds. The trees take turns, each in a process of its own, with our libraries.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import mean
from time import process_time

WORDS = "opvang taal sport statushouders werk wonen vluchtelingen vrijwilligers school asiel buurt gezondheid jongeren"
WORDS = [*WORDS.split(), "ontmoeting", "inburgering", "huisvesting", "arbeidsmigranten", "coach", "cultuur", "zorg"]
SEARCHES = [f"/initiatieven/?q={word}{facet}" for word in WORDS for facet in ("", "&status=lopend")]
ROUNDS, TURNS = 2, 3


def measure():
    """Print the milliseconds of each search in the tree that is the working directory, as JSON."""
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from portal.wsgi import application  # isort: skip
    from django.conf import settings
    from django.test import RequestFactory

    from core.page_cache import PageCache
    from initiatives.finder import cards

    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    PageCache.get = lambda *_: None

    def milliseconds(path, *, is_new):
        if is_new:
            cards._cards.get().clear()
        environ = RequestFactory(SERVER_NAME="localhost").get(path).environ
        start = process_time()
        response = application(environ, lambda *_: None)
        size = sum(map(len, response))
        response.close()
        assert size, path
        return (process_time() - start) * 1000

    for path in SEARCHES:
        milliseconds(path, is_new=False)
    rounds = {is_new: [[milliseconds(path, is_new=is_new) for path in SEARCHES] for _time in range(ROUNDS)]
              for is_new in (True, False)}  # fmt: skip
    print(json.dumps([[min(times) for times in zip(*rounds[is_new], strict=True)] for is_new in (True, False)]))


def main(*trees):
    """Print a line for each tree."""
    times = {tree: [] for tree in trees}
    for _turn in range(TURNS):
        for tree in trees:
            command = [sys.executable, __file__]
            output = subprocess.run(command, cwd=tree, check=True, capture_output=True, text=True).stdout  # noqa: S603
            times[tree].append(json.loads(output))
    for tree, turns in times.items():
        new, known = (
            [min(of_search) for of_search in zip(*rounds, strict=True)] for rounds in zip(*turns, strict=True)
        )
        print(f"{tree}: {mean(new):.1f} ms with new cards, {mean(known):.1f} ms with all cards in memory")


if __name__ == "__main__":
    main(*map(str, map(Path.resolve, map(Path, sys.argv[1:])))) if sys.argv[1:] else measure()
