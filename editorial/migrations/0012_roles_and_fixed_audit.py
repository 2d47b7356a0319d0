"""The groups of submitters, chief editors and keepers; and a database that changes no line of the audit log."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups

TABLE = "editorial_auditentry"
SQLITE = [
    f"CREATE TRIGGER audit_entry_fixed BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
]
POSTGRES = [
    "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER audit_entry_fixed BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
]


def make_groups(apps, schema_editor):
    ensure_groups(apps)


def fix_entries(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def free_entries(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_entry_fixed")
    else:
        schema_editor.execute(f"DROP TRIGGER audit_entry_fixed ON {TABLE}")
        schema_editor.execute("DROP FUNCTION refuse_audit_change()")


class Migration(migrations.Migration):
    dependencies = [("editorial", "0011_access_and_audit"), ("search", "0001_initial")]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(fix_entries, free_entries),
    ]
