"""Editors see and remove what visitors say that municipalities consider."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0024_merges"),
        ("initiatives", "0017_considerations"),
    ]

    operations = [permissions_on_new_models("initiatives.consideration")]
