"""The language of another word for a concept, and whether it is only for the search."""

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
        migrations.AddField(
            model_name="synonym",
            name="only_for_search",
            field=models.BooleanField(
                default=False,
                help_text="Aan als mensen dit woord typen, maar wij het niet gebruiken. Het komt dan niet op de site.",
                verbose_name="alleen om te zoeken",
            ),
        ),
    ]
