"""Editors may see what visitors looked for."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups


def add_permission(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0002_editors"), ("search", "0001_initial")]

    operations = [migrations.RunPython(add_permission, migrations.RunPython.noop)]
