"""Each group may do with pictures and papers, which came later, what it may do with other content."""

from django.db import migrations

from editorial.accounts.roles import permissions_on_new_models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0020_programme"),
        ("initiatives", "0015_gallery"),
    ]

    operations = [
        permissions_on_new_models(
            "library.picture", "library.paper", "initiatives.galleryitem", "initiatives.attachment"
        )
    ]
