"""python -m bench.before ../other-tree [page …]: what public pages cost here ÷ there, as a Markdown table.

Each tree loads its own content in a database of its own and answers in a process of its own; the two take turns.
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
AT_ONCE = {False: 2, True: 10}  # by whether pages are kept: how often a page is asked in a turn


def serve():
    """Answer each line with a page and whether pages are kept: milliseconds for one answer, and its queries."""
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from portal.wsgi import application  # isort: skip
    from django.conf import settings
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    try:
        from core.page_cache import PageCache
    except ImportError:  # a tree of before it had this name
        from portal.keeping import Pages as PageCache

    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    cached_page = PageCache.get

    def ask(path):
        answer = application(RequestFactory(SERVER_NAME="localhost").get(path).environ, lambda *_: None)
        size = sum(len(part) for part in answer)
        answer.close()
        assert size, path

    for line in sys.stdin:
        path, is_kept, times = json.loads(line)
        PageCache.get = cached_page if is_kept else lambda *_: None
        ask(path)
        start = process_time()
        for _time in range(times):
            ask(path)
        spent = process_time() - start
        with CaptureQueriesContext(connection) as asked:
            ask(path)
        print(json.dumps([spent / times * 1000, len(asked)]), flush=True)


class Tree:
    """The code in a folder, with its content in a database, as a process that answers."""

    def __init__(self, folder, work):
        database = f"sqlite:///{work}/{folder.name}.sqlite3"
        environment = os.environ | {"DATABASE_URL": database, "SECRET_KEY": "bench", "DEBUG": "0"}
        for command in (["migrate"], ["load_content"]):
            done = [sys.executable, "manage.py", *command, "--verbosity=0"]
            subprocess.run(done, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen([sys.executable, __file__], cwd=folder, env=environment, **pipes)  # noqa: S603

    def ask(self, path, is_kept):
        """Milliseconds and queries of one answer."""
        self.process.stdin.write(json.dumps([path, is_kept, AT_ONCE[is_kept]]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def compared(trees, path, is_kept):
    """The medians of milliseconds of each tree, and their queries."""
    rounds = [[tree.ask(path, is_kept) for tree in trees[:: (-1) ** turn]][:: (-1) ** turn] for turn in range(ROUNDS)]
    return [median(one[side][0] for one in rounds) for side in (0, 1)], [queries for _ms, queries in rounds[-1]]


def main(other, *names):
    """Print the table, of all pages or of some."""
    print("| page | made anew: ms | there | ratio | kept: ms | there | ratio | queries | there |")
    print(f"|{'---|' * 9}")
    with TemporaryDirectory() as work:
        trees = [Tree(folder, work) for folder in (Path(__file__).resolve().parent.parent, Path(other).resolve())]
        for name in names or PAGES:
            (ours, theirs), (queries, before) = compared(trees, PAGES[name], is_kept=False)
            (kept, kept_there), _queries = compared(trees, PAGES[name], is_kept=True)
            cells = [f"{ours:.2f}", f"{theirs:.2f}", f"{ours / theirs:.2f}", f"{kept:.2f}", f"{kept_there:.2f}"]
            print(f"| {name} | {' | '.join(cells)} | {kept / kept_there:.2f} | {queries} | {before} |", flush=True)
        for tree in trees:
            tree.process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else serve()
