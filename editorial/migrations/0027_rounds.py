"""Editors see the yearly rounds of questions to municipalities."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0026_questions"),
        ("reviews", "0003_rounds"),
    ]

    operations = [permissions_on_new_models("reviews.round")]
