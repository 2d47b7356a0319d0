"""Each group may do with what came later what it may do with content: key figures, moments of rules, the coverage."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0016_split_into_apps"),
        ("themes", "0006_key_figures"),
        ("initiatives", "0012_coverage"),
    ]

    operations = [
        permissions_on_new_models("themes.keyfigure", "themes.frameworkmoment", "initiatives.monthlycoverage")
    ]
