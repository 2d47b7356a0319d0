"""Administrators see how the timed jobs go."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0028_following"),
        ("core", "0004_jobs"),
    ]

    operations = [permissions_on_new_models("core.jobrun")]
