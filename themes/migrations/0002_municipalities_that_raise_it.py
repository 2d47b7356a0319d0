from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("themes", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="mention",
            name="municipality_count",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text=(
                    "Hoeveel gemeenten dit knelpunt noemden. Alleen als de bron dat getal geeft: het aantal gemeenten "
                    "waarmee is gesproken is iets anders."
                ),
                null=True,
                verbose_name="aantal gemeenten",
            ),
        ),
    ]
