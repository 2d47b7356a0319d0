"""Each group may do with places and the names of provinces what it may do with content."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0017_key_figures_and_coverage"),
        ("municipalities", "0002_places"),
    ]

    operations = [permissions_on_new_models("municipalities.place", "municipalities.provincename")]
