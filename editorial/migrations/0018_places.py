"""Each group may do with places and the names of provinces what it may do with content."""

from django.db import migrations

from editorial.accounts.roles import ensure_permissions, permissions_by_role

NEW_MODELS = ["place", "provincename"]


def allow(apps, schema_editor):
    ensure_permissions(apps.get_app_config("municipalities"), apps)
    new = apps.get_model("auth", "Permission").objects.filter(content_type__model__in=NEW_MODELS)
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    for name, permissions in permissions_by_role(new).items():
        if name in groups:
            groups[name].permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0017_key_figures_and_coverage"), ("municipalities", "0002_places")]

    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
