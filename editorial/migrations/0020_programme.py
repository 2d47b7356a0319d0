"""Each group may do with the programme of a market, which came later, what it may do with other content."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0019_bundles"),
        ("initiatives", "0014_programme"),
    ]

    operations = [permissions_on_new_models("initiatives.programmeitem")]
