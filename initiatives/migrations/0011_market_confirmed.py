"""Whether a market took place, which only an editor knows."""

from django.db import migrations, models
from django.utils import timezone


def confirm(apps, schema_editor):
    """An editor who wrote a look-back knew that the market took place."""
    editions = apps.get_model("initiatives", "MarketEdition").objects
    editions.filter(date__lt=timezone.localdate()).exclude(look_back="").update(took_place=True)


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0010_later_frameworks"),
    ]

    operations = [
        migrations.AddField(
            model_name="marketedition",
            name="took_place",
            field=models.BooleanField(
                default=False,
                help_text="Aan als u zeker weet dat de markt er is geweest. Tot dan staat er dat hij was aangekondigd.",
                verbose_name="heeft plaatsgevonden",
            ),
        ),
        migrations.RunPython(confirm, migrations.RunPython.noop),
    ]
