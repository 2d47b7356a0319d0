"""Administrators prepare a merger of municipalities, and choose the province of a new one."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    survived_by_old_code = "it gives a role one more permission, which old code knows"
    dependencies = [
        ("editorial", "0032_shown_media"),
        ("municipalities", "0003_reorganisations"),
    ]

    operations = [permissions_on_new_models("municipalities.province")]
