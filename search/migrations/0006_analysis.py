"""Another stamp: words are analysed in another way by now, so that the first search builds the index anew."""

from django.db import migrations


def mark_as_outdated(apps, _schema_editor):
    apps.get_model("search", "Stamp").objects.update(text="of an older analysis")


class Migration(migrations.Migration):
    dependencies = [("search", "0005_stamp_and_word_counts")]
    operations = [migrations.RunPython(mark_as_outdated, migrations.RunPython.noop)]
