"""Each part of the desk is an app of its own: content types, permissions and the audit log follow the models there."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups

MOVED = {  # app label and model name before, and now
    ("editorial", "auditentry"): ("audit", "auditentry"),
    ("editorial", "secondfactor"): ("accounts", "secondfactor"),
    ("editorial", "municipalityaccess"): ("accounts", "municipalityaccess"),
    ("editorial", "version"): ("revisions", "revision"),
    ("editorial", "presence"): ("revisions", "presence"),
    ("editorial", "submission"): ("submissions", "submission"),
    ("editorial", "addition"): ("submissions", "addition"),
    ("editorial", "attempt"): ("submissions", "attempt"),
    ("editorial", "checkrequest"): ("reviews", "checkrequest"),
    ("editorial", "contactagreement"): ("reviews", "contactagreement"),
    ("editorial", "digest"): ("reviews", "digest"),
    ("editorial", "sheetimport"): ("imports", "sheetimport"),
    ("editorial", "loadedrecord"): ("content", "loadedrecord"),
    ("search", "revision"): ("core", "generation"),
}
MODELS = [
    "AuditEntry",
    "SecondFactor",
    "MunicipalityAccess",
    "Version",
    "Presence",
    "Addition",
    "Submission",
    "Attempt",
    "CheckRequest",
    "ContactAgreement",
    "Digest",
    "SheetImport",
    "LoadedRecord",
]
TABLE = "audit_auditentry"
ALLOW_UPDATE = {
    "sqlite": "DROP TRIGGER audit_entry_fixed",
    "postgresql": f"DROP TRIGGER audit_entry_fixed ON {TABLE}",
}
REFUSE_UPDATE = {
    "sqlite": f"CREATE TRIGGER audit_entry_fixed BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "postgresql": f"CREATE TRIGGER audit_entry_fixed BEFORE UPDATE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
}


def move(apps, schema_editor):
    """A new installation has no content types of before, and groups that may do nothing yet; others keep what they may."""
    if apps.get_model("contenttypes", "ContentType").objects.filter(app_label="editorial").exists():
        relabel(apps, schema_editor, MOVED)
    else:
        ensure_groups(apps)


def move_back(apps, schema_editor):
    relabel(apps, schema_editor, {now: before for before, now in MOVED.items()})


def relabel(apps, schema_editor, labels):
    """Give content types, permissions and lines of the audit log the labels that the models have."""
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    for (old_app, old_model), (app, model) in labels.items():
        kind = content_types.filter(app_label=old_app, model=old_model).first()
        if kind is None:
            continue
        content_types.filter(app_label=app, model=model).delete()  # of a migration that was broken off: nobody used it
        content_types.filter(pk=kind.pk).update(app_label=app, model=model)
        for permission in permissions.filter(content_type=kind.pk, codename__endswith=f"_{old_model}"):
            permission.codename = f"{permission.codename.removesuffix(old_model)}{model}"
            permission.save(update_fields=["codename"])
    content_types.clear_cache()
    vendor = schema_editor.connection.vendor
    schema_editor.execute(ALLOW_UPDATE[vendor])
    entries = apps.get_model("audit", "AuditEntry").objects
    for old, new in labels.items():
        entries.filter(object_type=".".join(old)).update(object_type=".".join(new))
    schema_editor.execute(REFUSE_UPDATE[vendor])


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0015_log_lines"),
        ("audit", "0001_initial"),
        ("accounts", "0001_initial"),
        ("revisions", "0001_initial"),
        ("submissions", "0001_initial"),
        ("reviews", "0001_initial"),
        ("imports", "0001_initial"),
        ("content", "0001_initial"),
        ("search", "0004_generation_in_core"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name) for name in MODELS]),
        migrations.RunPython(move, move_back),
    ]
