"""Editors write key figures; submitters see them, as all content that a form can refer to."""

from django.db import migrations

from editorial.accounts.roles import CHIEF_EDITORS, EDITORS, SUBMITTERS, ensure_permissions

ALLOWED = {
    EDITORS: ["add_keyfigure", "change_keyfigure", "view_keyfigure"],
    CHIEF_EDITORS: ["add_keyfigure", "change_keyfigure", "view_keyfigure"],
    SUBMITTERS: ["view_keyfigure"],
}


def allow(apps, schema_editor):
    ensure_permissions(apps.get_app_config("themes"), apps)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="themes")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ALLOWED):
        group.permissions.add(*permissions.filter(codename__in=ALLOWED[group.name]))


class Migration(migrations.Migration):
    dependencies = [("editorial", "0016_split_into_apps"), ("themes", "0006_key_figures")]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
