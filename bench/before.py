"""python -m bench.before ../other-tree [page …]: the cost of public pages in this tree ÷ the other, as Markdown.

Each tree loads its own content in a database of its own and runs in a process of its own; the two take turns.
Measured is processor time, so that a busy machine hardly matters. The other tree must run with our libraries.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

PAGES = {
    "home": "/",
    "finder": "/initiatieven/",
    "finder, words and a facet": "/initiatieven/?q=opvang&status=loopt",
    "finder, on the map": "/initiatieven/?weergave=kaart",
    "initiative": "/initiatieven/lvv-pilot-in-vijf-steden/",
    "council page": "/initiatieven/lvv-pilot-in-vijf-steden/raadspagina/",
    "theme": "/themas/opvang/",
    "municipality": "/gemeenten/arnhem/",
    "market": "/inspiratiemarkt/",
    "kansenkaart": "/kansenkaart/",
    "knelpunten": "/knelpunten/",
    "search": "/zoeken/?q=opvang",
    "suggestions": "/zoeken/suggesties/?q=opv",
    "feed": "/initiatieven/feed/",
    "export": "/initiatieven/export/",
    "sitemap": "/sitemap.xml",
}
ROUNDS = 15
REQUESTS = {False: 2, True: 10}  # by whether pages are cached: how often a page is requested in a turn


def serve():
    """For each line with a page and whether pages are cached, print the milliseconds of a response, and its queries."""
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from portal.wsgi import application  # isort: skip
    from django.conf import settings
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    try:
        from core.page_cache import PageCache
    except ImportError:  # its name in older trees
        from portal.keeping import Pages as PageCache

    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    cached_page = PageCache.get

    def request(path):
        response = application(RequestFactory(SERVER_NAME="localhost").get(path).environ, lambda *_: None)
        size = sum(len(part) for part in response)
        response.close()
        assert size, path

    for line in sys.stdin:
        path, is_cached, times = json.loads(line)
        PageCache.get = cached_page if is_cached else lambda *_: None
        request(path)
        start = process_time()
        for _time in range(times):
            request(path)
        seconds = process_time() - start
        with CaptureQueriesContext(connection) as queries:
            request(path)
        print(json.dumps([seconds / times * 1000, len(queries)]), flush=True)


class Tree:
    """The code in a folder, with its content in a database, as a process that serves pages."""

    def __init__(self, folder, work):
        database = f"sqlite:///{work}/{folder.name}.sqlite3"
        environment = os.environ | {"DATABASE_URL": database, "SECRET_KEY": "bench", "DEBUG": "0"}
        for command in (["migrate"], ["load_content"]):
            arguments = [sys.executable, "manage.py", *command, "--verbosity=0"]
            subprocess.run(arguments, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen([sys.executable, __file__], cwd=folder, env=environment, **pipes)  # noqa: S603

    def measure(self, path, is_cached):
        """Milliseconds and queries of one response."""
        self.process.stdin.write(json.dumps([path, is_cached, REQUESTS[is_cached]]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def compare(trees, path, is_cached):
    """The median milliseconds of each tree, and their queries."""
    orders = [(-1) ** turn for turn in range(ROUNDS)]
    rounds = [[tree.measure(path, is_cached) for tree in trees[::order]][::order] for order in orders]
    medians = [median(figures[side][0] for figures in rounds) for side in (0, 1)]
    return medians, [queries for _ms, queries in rounds[-1]]


def main(other, *names):
    """Print the table, of all pages or of those that are named."""
    print("| page | rendered: ms | other | ratio | cached: ms | other | ratio | queries | other |")
    print(f"|{'---|' * 9}")
    with TemporaryDirectory() as work:
        trees = [Tree(folder, work) for folder in (Path(__file__).resolve().parent.parent, Path(other).resolve())]
        for name in names or PAGES:
            (ours, theirs), (queries, other_queries) = compare(trees, PAGES[name], is_cached=False)
            (our_cached, their_cached), _queries = compare(trees, PAGES[name], is_cached=True)
            milliseconds = [ours, theirs, ours / theirs, our_cached, their_cached, our_cached / their_cached]
            cells = [*(f"{figure:.2f}" for figure in milliseconds), str(queries), str(other_queries)]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
        for tree in trees:
            tree.process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else serve()
