"""Editors may see which pages are read."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0021_library"),
        ("core", "0002_page_use"),
    ]

    operations = [permissions_on_new_models("core.pageuse")]
