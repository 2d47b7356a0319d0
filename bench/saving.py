"""python -m bench.saving: what a save at the desk costs, and the first search after it, in a benchmark's DATABASE_URL.

Prints one JSON line with medians in milliseconds. What it changes, it leaves changed: use it on generated initiatives.
"""

import json
import os
from statistics import median
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from initiatives.models import Initiative  # noqa: E402
from tests.support import desk  # noqa: E402

SAVES = 15


def main():
    """Save and search in turn, in one process with warm caches."""
    setup_test_environment()
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    editor, visitor = desk.EditorsClient(), Client()
    user, _created = get_user_model().objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    editor.force_login(user)
    saves, searches = [], []
    for initiative in Initiative.objects.published().order_by("pk")[:SAVES]:
        visitor.get("/initiatieven/?q=opvang")
        data = desk.filled_in(editor.get(f"/beheer/initiatives/initiative/{initiative.pk}/change/"))
        data |= {"title": f"Kameleon {initiative.pk}"}
        start = perf_counter()
        response = editor.post(f"/beheer/initiatives/initiative/{initiative.pk}/change/", data)
        saves.append(perf_counter() - start)
        assert response.status_code == 302, response.context["errors"]
        start = perf_counter()
        results = visitor.get("/initiatieven/", {"q": f'"Kameleon {initiative.pk}"'})
        searches.append(perf_counter() - start)
        assert results.context["total"] == 1
    figures = {"saves_ms": median(saves) * 1000, "next_search_ms": median(searches) * 1000}
    print(json.dumps({"n": Initiative.objects.count(), **{name: round(ms, 1) for name, ms in figures.items()}}))


if __name__ == "__main__":
    main()
