"""Editors write news."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0025_pages"),
        ("pages", "0002_news"),
    ]

    operations = [permissions_on_new_models("pages.newsitem")]
