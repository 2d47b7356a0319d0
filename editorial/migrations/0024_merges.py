"""Chief editors merge records."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0023_reorganisations"),
        ("core", "0003_merges"),
    ]

    operations = [permissions_on_new_models("core.merge")]
