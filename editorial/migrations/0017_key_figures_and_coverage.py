"""Each group may do with what came later what it may do with content: key figures, moments of rules, the coverage."""

from django.db import migrations

from editorial.accounts.roles import ensure_permissions, permissions_by_role

APPS = ["themes", "initiatives"]
NEW_MODELS = ["keyfigure", "frameworkmoment", "monthlycoverage"]


def allow(apps, schema_editor):
    for app in APPS:
        ensure_permissions(apps.get_app_config(app), apps)
    new = apps.get_model("auth", "Permission").objects.filter(content_type__model__in=NEW_MODELS)
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    for name, permissions in permissions_by_role(new).items():
        if name in groups:
            groups[name].permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0016_split_into_apps"),
        ("themes", "0006_key_figures"),
        ("initiatives", "0012_coverage"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
