"""What is in an installation, as plain data: the same queries for the old code and for the current code.

Models are found by their old label; `labels` says which ones were renamed since (old to new).
"""

import hashlib
import io
import json
import re

from allauth.account.internal.flows.login import record_authentication
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

NOT_COUNTED = {"auth.Permission", "contenttypes.ContentType", "search.Word"}  # these follow from the code
SUBMISSION = ["kind", "standing", "told", "title", "text", "reason", "email", "role", "where", "token_hash"]
AUDIT = ["action", "object", "object_type", "object_key", "result", "origin", "actor"]
PAGES = {  # what visitors must still read at each address
    "/": ["Werkpaspoort voor arbeidsmigranten"],
    "/initiatieven/": ["Taalcoaches in Waterveen", "Buurtopvang in Oostmeren", "Sportmaatjes in Zandhove"],
    "/initiatieven/?q=coach": ["Taalcoaches in Waterveen"],
    "/initiatieven/?thema=opvang": ["Buurtopvang in Oostmeren", "Kookcafé in Oostmeren"],
    "/initiatieven/taalcoaches-waterveen/": [
        *("Ook in de avond.", "64%", "die na een jaar beter spreken", "Lessen in de avond toegevoegd."),
        *("Taalhuis Waterveen", "Hier doen ook scholen mee.", "Jaarverslag van het taalhuis", "Te weinig woningen"),
    ],
    "/initiatieven/sportmaatjes/": ["Begin klein."],
    "/initiatieven/kookcafe/": ["Kookcafé in Oostmeren"],
    "/initiatieven/buurtopvang-oostmeren/": [],
    "/initiatieven/opvang-in-de-buurt/": ["Buurtopvang in Oostmeren"],
    "/initiatieven/zomerschool-waterveen/": ["De zomerschool is gestopt."],
    "/initiatieven/open-dag/": ["3 maart 2026"],
    "/initiatieven/spreekuur-wonen/": [],
    "/inspiratiemarkt/": ["Markt van Waterland", "Taalcoaches in Waterveen", "Een gesprek met een coach."],
    "/gemeenten/waterveen/": ["Waterveen", "Taalcoaches in Waterveen", "48.210"],
    "/zoeken/?q=vergunninghouder": ["statushouder"],
}
FILLED_IN = [  # in a revision of before, empty: what belongs with a field that it has
    *("assessment_publication", "assessment_reason", "assessed_on", "assessed_by", "was_counted", "counted_by_other"),
    *("was_compared", "document_seen", "about_this_place", "checked_by_municipality", "end_date"),
]
LINKS = {  # the same behind the links in mails
    "check": ["Werkpaspoort voor arbeidsmigranten"],
    "answered": [],
    "submission": ["Taalcafé in de bieb", "Wij zijn er nu ook op dinsdag."],
    "declined": ["Dit gaat niet over migratie."],
    "unconfirmed": ["Naaiatelier"],
    "review": ["Taalcoaches en taalmaatjes in Waterveen", "66%"],
}


def of_database(labels):
    """What is in the database."""

    def rows(label):
        return apps.get_model(labels.get(label, label))._default_manager.order_by("pk")

    return {
        "counts": counts(),
        "initiatives": initiatives(rows("initiatives.Initiative")),
        "versions": versions(rows("editorial.Version")),
        "submissions": [
            {**_columns(row, SUBMISSION), "initiative": _code(row), "additions": _texts(row.additions.all())}
            for row in rows("editorial.Submission")
        ],
        "audit": [_columns(row, AUDIT) for row in rows("editorial.AuditEntry")],
        "log": [
            [row.user.username, _label(row.content_type), row.object_id, row.object_repr, row.action_flag]
            for row in rows("admin.LogEntry")
        ],
        "checks": [[_code(row), str(row.due_on), row.answer, row.text] for row in rows("editorial.CheckRequest")],
        "agreements": [[_code(row), row.mailbox, row.note] for row in rows("editorial.ContactAgreement")],
        "imports": [
            [row.file_name, row.state, row.created_by.username, row.counts, len(row.rows)]
            for row in rows("editorial.SheetImport")
        ],
        "second_factors": [[row.user.username, row.type] for row in rows("editorial.SecondFactor")],
        "searches": [[row.words, row.times, row.hits] for row in rows("search.SearchCount")],
        "loaded": {f"{row.kind} {row.key}": row.digest for row in rows("editorial.LoadedRecord")},
        "access": [[row.user.username, row.municipality.code] for row in rows("editorial.MunicipalityAccess")],
        **accounts(),
    }


def counts():
    """How many rows each model has, under its current label."""
    models = {model._meta.label: model for model in apps.get_models()}
    return {label: model._default_manager.count() for label, model in models.items() if label not in NOT_COUNTED}


def initiatives(rows):
    """What identifies each initiative, with its related records."""
    names = ["code", "slug", "title", "state", "withdrawal_reason", "change_notes"]
    relations = ["citations", "results", "partners", "adoptions", "municipalities", "tags", "old_addresses", "stands"]
    return [
        {**_columns(row, names), **{name: _texts(getattr(row, name).order_by("pk")) for name in relations}}
        for row in rows
    ]


def versions(rows):
    """Every revision: its state, and a hash of its content."""
    names = ["number", "state", "note", "comment", "change_note", "forced"]
    return [
        {
            **_columns(row, names),
            "initiative": _code(row),
            "author": row.author and row.author.username,
            "approved_by": row.approved_by and row.approved_by.username,
            "planned": str(row.publish_at or ""),
            "published": row.published_at is not None,
            "snapshot": hashlib.sha256(json.dumps(moved_back(row.snapshot), sort_keys=True).encode()).hexdigest(),
        }
        for row in rows
    ]


def moved_back(snapshot):
    """A snapshot in which what moved to another field since is in its old place, without what was filled in empty."""
    if "suggested_evidence" not in snapshot:
        return snapshot
    assert snapshot["evidence"] == "niet-beoordeeld"
    assert not any(snapshot[name] for name in FILLED_IN)
    rest = {name: value for name, value in snapshot.items() if name not in {"suggested_evidence", *FILLED_IN}}
    return rest | {"evidence": snapshot["suggested_evidence"]}


def accounts():
    """The permissions of each group, and the groups and own permissions of each user."""
    users = User.objects.order_by("username")
    return {
        "groups": {group.name: _permissions(group.permissions) for group in Group.objects.order_by("pk")},
        "users": {
            user.username: {
                "groups": sorted(group.name for group in user.groups.all()),
                "own": _permissions(user.user_permissions),
                **_columns(user, ["is_staff", "is_active", "is_superuser", "email"]),
            }
            for user in users
        },
        "permissions_of_all": _permissions(Permission.objects),
    }


def schema():
    """The tables of the database: for each its columns and its constraints, whatever their names are."""
    introspection = connection.introspection
    with connection.cursor() as cursor:
        return {
            table: {
                "columns": sorted(
                    [column.name, str(column.type_code), column.display_size, column.null_ok]
                    for column in introspection.get_table_description(cursor, table)
                ),
                "constraints": _constraints(introspection.get_constraints(cursor, table).values()),
            }
            for table in introspection.table_names(cursor)
        }


def _constraints(constraints):
    kinds = ["columns", "primary_key", "unique", "foreign_key", "check", "index", "type"]
    return sorted(json.dumps([row.get(kind) for kind in kinds]) for row in constraints)


def of_pages(links):
    """What visitors read; links, from a name in LINKS to the URL that was mailed."""
    expected = PAGES | {links[name]: texts for name, texts in LINKS.items()}
    return {address: _page(address, texts) for address, texts in expected.items()} | {"feed": feed()}


def of_desk(labels):
    """Which lists each user can open in the admin: per name the old labels of the models, with the status code."""
    old_labels = {new: label for label, new in labels.items()}
    models = sorted(admin.site._registry, key=lambda model: old_labels.get(model._meta.label, model._meta.label))
    return {
        user.username: {
            old_labels.get(model._meta.label, model._meta.label): client.get(address_of(model)).status_code
            for client in [client_of(user)]
            for model in models
        }
        for user in User.objects.filter(is_active=True).order_by("username")
    }


def address_of(model):
    """The URL of the list of a model in the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def client_of(user):
    """A client in which a user is logged in with a second factor."""
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return client


def feed():
    """The ids in the feed, the newest first; a reader who follows it knows them."""
    return re.findall(r"<id>(tag:[^<]*)</id>", Client().get("/initiatieven/feed/").content.decode())


def reloaded(folder):
    """What `load_content` would do with the same files: how many records, and which an editor changed."""
    output = io.StringIO()
    call_command("load_content", folder=folder, check=True, stdout=output)
    return re.findall(r"\d+ (?:new|changed|unchanged|kept)|\b[a-z_]+: \S+$", output.getvalue(), re.MULTILINE)


def _page(address, texts):
    response = Client().get(address)
    text = response.content.decode()
    present = [expected for expected in texts if expected in text]
    return {"status": response.status_code, "texts": present, "leads_to": response.headers.get("Location", "")}


def _columns(row, names):
    """The values of columns, by the name that each has in the database: that of a field may change."""
    fields = {field.column: field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, fields.get(name, name)) for name in names}


def _texts(rows):
    return [str(row) for row in rows]


def _code(row):
    return row.initiative and row.initiative.code


def _label(content_type):
    return f"{content_type.app_label}.{content_type.model}"


def _permissions(permissions):
    rows = permissions.select_related("content_type")
    return sorted(f"{row.content_type.app_label}.{row.codename}" for row in rows.all())
