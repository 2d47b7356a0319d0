"""Everything that writes at length, each kind in a process of its own that may be killed at any moment.

To be imported in a process of the portal. Each kind prepares itself, and then does its work at once.
"""

import csv
import json
import os
import re
import shutil
import sys
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone

from core.generation import content_change, expect_change_at
from editorial.outbox import sending
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState, save_drafts
from initiatives.models import Initiative

from .desk import EditorsClient, save
from .inspection import inspect

SAVES, PUBLISHED, PLANNED, IMPORTS, ROWS = 12, 12, 25, 3, 30
PREPARED = "klaargezet"  # the note of a draft that no editor saved in the form


def serve():
    """Do what each line of the standard input says, on the standard output; so that each need not import all again.

    "inspect" prints what was inspected; a kind of work and a folder starts a process and prints its number, "begin"
    when it begins, "end" when it is done, and "over" when it ended in any way.
    """
    _set_up()
    for kind, *folders in map(str.split, sys.stdin):
        if kind == "inspect":
            _say(json.dumps(inspect()))
            connections.close_all()  # or a process that is forked would have the same ones
        elif process := os.fork():
            os.waitpid(process, 0)
            _say("over")
        else:
            _say(os.getpid())
            _run(PREPARATIONS[kind](*map(Path, folders)))


def _run(work):
    _say("begin")
    with redirect_stdout(sys.stderr):
        work()
    _say("end")
    os._exit(0)


def _say(what):
    print(what, flush=True)


def edit(first, last):
    """Save and publish an initiative at the desk, once for each number, which is then in its title."""
    _set_up()
    author, chief = _editor("schrijver"), _editor("baas")
    initiative = Initiative.objects.get(code="INI-01")
    for number in range(first, last):
        _save(author, initiative, f"Titel kameleon{number}")
        _publish(chief, initiative.revisions.open().get())


def _set_up():
    setup_test_environment()
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    sending.send_soon = lambda: None  # sending has a drill of its own


def _editor(name):
    """The browser of an editor with that name."""
    values = {"email": f"{name}@redactie.example", "is_staff": True, "is_superuser": True}
    client = EditorsClient()
    client.user = User.objects.get_or_create(username=name, defaults=values)[0]
    client.force_login(client.user)
    return client


def _save(author, initiative, title):
    response = save(author, initiative, title=title)
    assert response.status_code == 302, response.context["errors"]


def _publish(chief, revision):
    path = reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])
    assert chief.post(path, {"verb": "publish"}).status_code == 302


def _prepare_saving(_folder):
    """Drafts of one initiative, one after the other, through its form."""
    author, initiative = _editor("schrijver"), Initiative.objects.get(code="INI-01")
    return lambda: [_save(author, initiative, f"Titel {uuid4().hex}") for _number in range(SAVES)]


def _prepare_publishing(_folder):
    """Drafts of several initiatives, published one after the other on their page."""
    chief, revisions = _editor("baas"), _drafts(PUBLISHED)
    return lambda: [_publish(chief, revision) for revision in revisions]


def _prepare_schedule(_folder):
    """Approved revisions of which the moment has come, published in one go."""
    with content_change():
        keys = [revision.pk for revision in _drafts(PLANNED)]
        moment = timezone.now() - timedelta(minutes=1)
        Revision.objects.filter(pk__in=keys).update(state=RevisionState.APPROVED, publish_at=moment)
        expect_change_at(moment)
    return lambda: call_command("apply_schedule", verbosity=0)


def _drafts(number):
    """Drafts of so many initiatives, each with a new title."""
    author = _editor("schrijver").user
    keys = Initiative.objects.published().order_by("pk").values_list("pk", flat=True)[:number]
    contents = snapshot.take_many(list(keys))
    drafts = [(key, content | {"title": f"Titel {uuid4().hex}"}, PREPARED) for key, content in contents.items()]
    return save_drafts(drafts, author)


def _prepare_import(folder):
    """Sheets with new initiatives, one after the other."""
    files = [_sheet(folder) for _number in range(IMPORTS)]
    return lambda: [call_command("import_sheet", str(file)) for file in files]


def _sheet(folder):
    file = folder / f"{uuid4().hex}.csv"
    with file.open("w", newline="") as opened:
        rows = [[f"Rij {number} {uuid4().hex}", "Opvang", "Zwolle"] for number in range(ROWS)]
        csv.writer(opened, delimiter=";").writerows([["titel", "hoofdthema", "gemeenten"], *rows])
    return file


def _prepare_load(folder):
    """The content, with something new in the text of the initiatives."""
    changed = folder / uuid4().hex
    shutil.copytree(settings.BASE_DIR / "fixtures", changed)
    for file in changed.glob("initiatives-*.yaml"):
        new = rf"\1Nieuw {uuid4().hex}. "
        file.write_text(re.sub(r"^(  situation: ['\"]?)(?=\w)", new, file.read_text(), flags=re.MULTILINE))
    return lambda: call_command("load_content", folder=changed, verbosity=0)


def _prepare_rebuild(_folder):
    """The index of all that is published."""
    return lambda: call_command("rebuild_search", verbosity=0)


PREPARATIONS = {
    "save": _prepare_saving,
    "publish": _prepare_publishing,
    "import": _prepare_import,
    "plan": _prepare_schedule,
    "load": _prepare_load,
    "rebuild": _prepare_rebuild,
}
