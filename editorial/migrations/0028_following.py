"""Editors see what changed on the site and how many follow it; chief editors may erase what a change says."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0027_rounds"),
        ("revisions", "0005_history_of_before"),
        ("subscriptions", "0001_initial"),
    ]

    operations = [permissions_on_new_models("revisions.publicchange", "subscriptions.subscription")]
