"""A stamp that says which state the index is of, and in how many documents each word is; what is there is built anew."""

from django.db import migrations, models


def mark_as_incomplete(apps, schema_editor):
    """The engine has no stamp yet, so this one makes the first search, or `load_content`, build the index again."""
    if apps.get_model("search", "Entry").objects.exists():
        apps.get_model("search", "Stamp").objects.create(pk=1, text="of before there were stamps")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_generation_in_core")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=40)),
            ],
        ),
        migrations.AddField("entry", "words", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("word", "documents", models.IntegerField(default=0)),
        migrations.AddField(
            "word", "stem", models.CharField(db_index=True, default="", max_length=100), preserve_default=False
        ),
        migrations.RunPython(mark_as_incomplete, migrations.RunPython.noop),
    ]
