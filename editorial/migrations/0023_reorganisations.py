"""Chief editors and administrators prepare and confirm reorganisations of municipalities."""

from django.db import migrations

from editorial.accounts.roles import ADMINISTRATORS, permissions_on_new_models


def let_administrators_choose(apps, _schema_editor):
    """An administrator chooses villages and a source in the form."""
    group = apps.get_model("auth", "Group").objects.filter(name=ADMINISTRATORS).first()
    permissions = apps.get_model("auth", "Permission").objects.filter(codename__in=["view_place", "view_publication"])
    if group:
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0022_page_use"),
        ("municipalities", "0003_reorganisations"),
    ]

    operations = [
        permissions_on_new_models("municipalities.reorganisation"),
        migrations.RunPython(let_administrators_choose, migrations.RunPython.noop),
    ]
