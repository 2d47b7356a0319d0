"""Each group may do with bundles, which came later, what it may do with other content."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0018_places"),
        ("initiatives", "0013_bundles"),
    ]

    operations = [permissions_on_new_models("initiatives.bundle", "initiatives.bundleitem")]
