"""The code of a record, and what another name is to it; what is there is built anew."""

from django.db import migrations, models


def mark_as_incomplete(apps, schema_editor):
    """The entries have no codes yet, so this stamp makes the first search, or `load_content`, build the index again."""
    if apps.get_model("search", "Entry").objects.exists():
        apps.get_model("search", "Stamp").objects.update_or_create(pk=1, defaults={"text": "of before codes"})


class Migration(migrations.Migration):
    dependencies = [("search", "0005_stamp_and_word_counts")]

    operations = [
        migrations.AddField("entry", "code", models.CharField(blank=True, db_index=True, max_length=30)),
        migrations.AddField(
            "label",
            "kind",
            models.PositiveSmallIntegerField(
                choices=[(0, "Name"), (1, "Search Term"), (2, "Place"), (3, "Homonym"), (4, "Code")], default=0
            ),
        ),
        migrations.RunPython(mark_as_incomplete, migrations.RunPython.noop),
    ]
