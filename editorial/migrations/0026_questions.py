"""Editors forward the questions of visitors."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0025_considerations"),
        ("questions", "0001_initial"),
    ]

    operations = [permissions_on_new_models("questions.question")]
