"""Prints as JSON what is in an upgraded installation, and what its users can still do there.

`python check_upgrade.py facts.json new_names.json`, in the checkout of the current code.
"""

import json
import logging
import os
import re
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(facts_before, names):
    sys.path.insert(0, str(Path.cwd()))
    import django
    from django.conf import settings
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    logging.disable()
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    return report(facts_before, names)


def report(facts_before, names):
    """All that the test compares; what writes to the database comes last."""
    import facts

    labels = names["models"]
    result = facts.of_database(labels) | {"old_names": old_names(labels), "used_keys": used_keys(labels)}
    result |= {"schema": facts.schema(), "audit_is_fixed": audit_is_fixed(labels)}
    result |= {"reloaded": facts.reloaded(HERE / "content"), "pages": facts.of_pages(facts_before["links"])}
    result |= {"desk": facts.of_desk(labels), "audit_links": audit_links(labels)}
    return result | {"logged_in": logged_in(facts_before), "published": published(facts_before), "sent": sent(labels)}


def model_of(labels, label):
    """A model by its old label."""
    from django.apps import apps

    return apps.get_model(labels.get(label, label))


def old_names(labels):
    """Content types and tables that are still there under an old name."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    rows = ContentType.objects.values_list("app_label", "model")
    types = {f"{app}.{model}" for app, model in rows} & {old.lower() for old in labels if old not in labels.values()}
    tables = {old.lower().replace(".", "_") for old in labels} & {*connection.introspection.table_names()}
    return sorted(types | tables)


def used_keys(labels):
    """Models of which the sequence gives a key that is in use already; SQLite has no sequences."""
    from django.db import connection
    from django.db.models import Max

    if connection.vendor != "postgresql":
        return []
    models = []
    for label in labels.keys() - {"search.Revision"}:  # its one row has a fixed key
        model = model_of(labels, label)
        table, key = model._meta.db_table, model._meta.pk.column
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [table, key])
            if cursor.fetchone()[0] <= (model._default_manager.aggregate(last=Max("pk"))["last"] or 0):
                models.append(label)
    return sorted(models)


def audit_is_fixed(labels):
    """Whether the database itself refuses to change a row of the audit log."""
    from django.db import Error, connection, transaction

    table = model_of(labels, "editorial.AuditEntry")._meta.db_table
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET actor = 'een ander'")  # noqa: S608
    except Error:
        return True
    return False


def audit_links(labels):
    """The models of which the audit log still links to a record."""
    import facts
    from django.contrib.auth.models import User

    client = facts.client_of(User.objects.get(username="hoofdbeheerder"))
    listed = client.get(facts.address_of(model_of(labels, "editorial.AuditEntry")), {"all": ""}).content.decode()
    expected = ["editorial.Submission", "editorial.ContactAgreement", "editorial.SheetImport", "initiatives.Initiative"]
    return [label for label in expected if f"{facts.address_of(model_of(labels, label))}1/change/" in listed]


def logged_in(facts_before):
    """Whether an editor logs in with the old password and app."""
    from allauth.mfa.totp.internal import auth as totp
    from django.test import Client

    client = Client()
    client.post("/beheer/login/", {"login": "redacteur", "password": facts_before["password"]})
    code = totp.format_hotp_value(totp.hotp_value(facts_before["secret"], int(time.time()) // 30))
    client.post("/beheer/account/code/", {"code": code})
    return client.get("/beheer/").status_code == 200


def published(facts_before):
    """The responses to an editor who logged in before the upgrade, and publishes a revision that was approved then."""
    from django.conf import settings
    from django.test import Client

    from initiatives.models import Initiative

    client, initiative = Client(), Initiative.objects.get(code="VB-I1")
    client.cookies[settings.SESSION_COOKIE_NAME] = facts_before["session"]
    revisions = f"/beheer/initiatives/initiative/{initiative.pk}/versies/"
    page = client.get(revisions)
    listed = sorted(set(re.findall(rf"{revisions}(\d+)/", page.content.decode())))
    opened = client.get(f"{revisions}3/").status_code
    response = client.post(f"{revisions}3/", {"verb": "publish", "change_note": "Een nieuwe naam."})
    shown = Client().get(initiative.get_absolute_url()).content.decode()
    texts = ["Taalcoaches en taalmaatjes in Waterveen", "66%", "Een nieuwe naam.", "Lessen in de avond toegevoegd."]
    return [page.status_code, listed, opened, response.status_code, [text for text in texts if text in shown]]


def sent(labels):
    """Whether a visitor can submit a form, as the first one after the upgrade."""
    from unittest.mock import patch

    from django.test import Client

    page = "/aanmelden/klopt-niet/sportmaatjes/"
    with patch("django.core.signing.time.time", return_value=time.time() - 60):
        form = Client().get(page).content.decode()
    shown = re.search(r'name="shown" value="([^"]+)"', form)
    response = Client().post(page, {"text": "Het is nu op maandag.", "shown": shown[1] if shown else ""})
    submissions = model_of(labels, "editorial.Submission").objects.filter(text="Het is nu op maandag.")
    return [response.status_code, submissions.count()]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    arguments = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3]]
    sys.stdout.write(json.dumps(main(*arguments), default=str))
