"""The table of the database's own search engine, and the row that counts changes."""

from django.db import migrations

from search.backends import engine


def create(apps, schema_editor):
    for statement in engine().CREATE:
        schema_editor.execute(statement)
    apps.get_model("search", "Revision").objects.create(pk=1)


def drop(apps, schema_editor):
    for statement in engine().DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
