"""Editors place pictures with bundles and markets, slides of stands, and quotes."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0026_news"),
        ("initiatives", "0016_shown_media"),
    ]

    operations = [
        permissions_on_new_models(
            "initiatives.bundlepicture", "initiatives.marketpicture", "initiatives.slides", "initiatives.quote"
        )
    ]
