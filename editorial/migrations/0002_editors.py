"""The group of editors, on every database from the start."""

from django.db import migrations

from editorial.accounts.roles import ensure_groups


def make_group(apps, schema_editor):
    ensure_groups(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sources", "0001_initial"),
        ("municipalities", "0001_initial"),
        ("themes", "0001_initial"),
        ("initiatives", "0001_initial"),
        ("taggit", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
