"""Villages and districts, and the other names of provinces."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="De naam en de code van de gemeente, als dokkum-gm1970.",
                        max_length=80,
                        unique=True,
                        verbose_name="kenmerk",
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="De naam van het dorp of de wijk.", max_length=60, verbose_name="naam"),
                ),
                (
                    "latitude",
                    models.FloatField(help_text="Middelpunt (WGS84), in graden.", verbose_name="breedtegraad"),
                ),
                (
                    "longitude",
                    models.FloatField(help_text="Middelpunt (WGS84), in graden.", verbose_name="lengtegraad"),
                ),
                (
                    "has_other_meaning",
                    models.BooleanField(
                        default=False,
                        help_text="Aan als de naam ook een gewoon woord is, of een andere gemeente, zoals Hoeven en Hengelo.",
                        verbose_name="betekent ook iets anders",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        help_text="De gemeente waarin de plaats ligt.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="municipalities.municipality",
                        verbose_name="gemeente",
                    ),
                ),
            ],
            options={
                "verbose_name": "plaats",
                "verbose_name_plural": "plaatsen",
                "ordering": ["name", "municipality__name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "name"),
                        name="place_once_in_municipality",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProvinceName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(help_text="Bijvoorbeeld Friesland.", max_length=60, verbose_name="andere naam"),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alternative_names",
                        to="municipalities.province",
                        verbose_name="provincie",
                    ),
                ),
            ],
            options={
                "verbose_name": "andere naam",
                "verbose_name_plural": "andere namen",
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("province", "name"), name="province_other_name_once")],
            },
        ),
    ]
