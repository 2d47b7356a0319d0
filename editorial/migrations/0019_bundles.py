"""Each group may do with bundles, which came later, what it may do with other content."""

from django.db import migrations

from editorial.accounts.roles import ensure_permissions, permissions_by_role

NEW_MODELS = ["bundle", "bundleitem"]


def allow(apps, schema_editor):
    ensure_permissions(apps.get_app_config("initiatives"), apps)
    new = apps.get_model("auth", "Permission").objects.filter(content_type__model__in=NEW_MODELS)
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    for name, permissions in permissions_by_role(new).items():
        if name in groups:
            groups[name].permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0018_places"),
        ("initiatives", "0013_bundles"),
    ]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
