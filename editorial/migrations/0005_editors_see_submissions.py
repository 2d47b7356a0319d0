"""Editors may read what visitors sent in, and say what becomes of it."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups


def add_permissions(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0004_submissions")]

    operations = [migrations.RunPython(add_permissions, migrations.RunPython.noop)]
