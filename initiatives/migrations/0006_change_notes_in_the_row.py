"""What visitors were told moves from a table of its own to the row, which every page that shows it reads anyway."""

from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db import migrations, models


def to_rows(apps, schema_editor):
    initiatives = apps.get_model("initiatives", "Initiative").objects
    notes = apps.get_model("initiatives", "ChangeNote").objects.order_by("initiative_id", "-published_on", "-pk")
    for key, told in groupby(notes, attrgetter("initiative_id")):
        rows = [{"on": f"{note.published_on}", "text": note.text} for note in told]
        initiatives.filter(pk=key).update(change_notes=rows)


def to_table(apps, schema_editor):
    model = apps.get_model("initiatives", "ChangeNote")
    told = apps.get_model("initiatives", "Initiative").objects.values_list("pk", "change_notes")
    model.objects.bulk_create(
        model(initiative_id=key, published_on=date.fromisoformat(note["on"]), text=note["text"])
        for key, notes in told
        for note in reversed(notes)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_old_addresses_and_change_notes"),
        ("editorial", "0014_addresses_notes_and_presence"),  # which fills the table
    ]

    operations = [
        migrations.AddField(
            model_name="initiative", name="change_notes", field=models.JSONField(default=list, editable=False)
        ),
        migrations.RunPython(to_rows, to_table),
        migrations.DeleteModel(name="ChangeNote"),
    ]
