"""python -m bench.opening: how long opening a form of the desk prevents another editor from saving, on SQLite.

Needs a DATABASE_URL of an SQLite file with generated initiatives, and gives one of them a draft. Another process tries
all the time to begin a write; prints one JSON line with the milliseconds that it could not, as medians of an opening.
"""

import json
import multiprocessing
import os
import sqlite3
from statistics import median
from time import perf_counter, sleep

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from initiatives.models import Initiative  # noqa: E402
from tests.support import desk  # noqa: E402

TIMES = 25


def main():
    """Open a form without and with a draft, while another process tries to write."""
    setup_test_environment()
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    user, _created = get_user_model().objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    client = desk.EditorsClient()
    client.force_login(user)
    without, with_draft = Initiative.objects.published().filter(revisions=None).order_by("pk")[:2]
    desk.draft(with_draft, user, title=f"{with_draft.title}!")
    pipe, other_end = multiprocessing.Pipe()
    file = connection.settings_dict["NAME"]
    multiprocessing.get_context("spawn").Process(target=try_to_write, args=(file, other_end), daemon=True).start()
    figures = {}
    for name, initiative in (("without_draft", without), ("with_draft", with_draft)):
        url = desk.address(initiative)
        client.get(url)
        results = [blocked_while(client, url, pipe) for _time in range(TIMES)]
        figures |= {f"{name}_blocked_ms": median(blocked for blocked, _took in results)}
        figures |= {f"{name}_page_ms": median(took for _blocked, took in results)}
    print(json.dumps({name: round(seconds * 1000, 1) for name, seconds in figures.items()}))


def blocked_while(client, url, pipe):
    """Seconds that nobody else could begin to write while a page was rendered, and seconds that the page took."""
    pipe.send("start")
    pipe.recv()
    start = perf_counter()
    assert client.get(url).status_code == 200
    took = perf_counter() - start
    pipe.send("stop")
    return pipe.recv(), took


def try_to_write(file, pipe):
    """Between "start" and "stop" begin a write again and again; sends the seconds in which that was refused."""
    database = sqlite3.connect(file, timeout=0, isolation_level=None)
    while pipe.recv() == "start":
        blocked, refused_at = 0.0, None
        pipe.send("started")
        while not pipe.poll():
            moment = perf_counter()
            blocked += moment - refused_at if refused_at else 0
            try:
                database.execute("BEGIN IMMEDIATE")
                database.execute("ROLLBACK")
                refused_at = None
            except sqlite3.OperationalError:
                refused_at = moment
            sleep(0.0002)
        pipe.recv()
        pipe.send(blocked)


if __name__ == "__main__":
    main()
