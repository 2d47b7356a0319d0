"""Whether a market took place, which only an editor knows."""

from django.db import migrations, models


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
    ]
