"""Themes with the same place in the list come in the order of their codes, on every database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("themes", "0003_slugs_of_other_pages")]

    operations = [
        migrations.AlterModelOptions(
            name="theme",
            options={
                "ordering": ["position", "code"],
                "verbose_name": "thema",
                "verbose_name_plural": "thema’s",
            },
        ),
    ]
