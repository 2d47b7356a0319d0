"""Another stem of Nederlands, which is no form of Nederland any more; what is there is built anew."""

from django.db import migrations


def mark_as_incomplete(apps, schema_editor):
    """The entries have the stems of before, so this stamp makes the first search, or `load_content`, build them again."""
    if apps.get_model("search", "Entry").objects.exists():
        apps.get_model("search", "Stamp").objects.update_or_create(pk=1, defaults={"text": "of before this stem"})


class Migration(migrations.Migration):
    dependencies = [("search", "0008_stems_of_no_function_words")]
    survived_by_old_code = "It builds the index anew with its own stem of one word, and finds that as before."

    operations = [migrations.RunPython(mark_as_incomplete, migrations.RunPython.noop)]
