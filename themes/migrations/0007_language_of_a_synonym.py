"""The language of another word for a concept: one that is not Dutch is for the search only."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("themes", "0006_key_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="synonym",
            name="language",
            field=models.CharField(
                choices=[("nl", "Nederlands"), ("en", "Engels")],
                default="nl",
                help_text="Een woord in een andere taal helpt zoeken, maar komt niet op de site.",
                max_length=2,
                verbose_name="taal",
            ),
        ),
    ]
