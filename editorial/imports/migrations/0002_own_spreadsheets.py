"""The file as it was read, and what an editor decided about it; an import of before has neither."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
        ("municipalities", "0002_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheetimport",
            name="choices",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="sheetimport",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                help_text="De gemeente die dit bestand stuurde. Van haar onthouden wij welke kolom wat is.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="municipalities.municipality",
                verbose_name="gemeente",
            ),
        ),
        migrations.AddField(
            model_name="sheetimport",
            name="table",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name="sheetimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("columns", "kolommen kiezen"),
                    ("checked", "gecontroleerd"),
                    ("applied", "geïmporteerd"),
                    ("undone", "ongedaan gemaakt"),
                ],
                default="checked",
                editable=False,
                max_length=10,
                verbose_name="stand",
            ),
        ),
    ]
