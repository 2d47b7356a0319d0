"""Editors write and publish fixed texts; chief editors and administrators have the settings of the site."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0029_jobs"),
        ("pages", "0001_fixed_pages"),
    ]

    operations = [permissions_on_new_models("pages.fixedpage", "pages.sitesettings")]
