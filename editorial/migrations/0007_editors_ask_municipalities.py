"""Editors may read what municipalities answer, and note their agreement."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups


def add_permissions(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0006_freshness")]

    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
