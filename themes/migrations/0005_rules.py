"""Rules as they are now: official names, dates, the newest source, and what they ask of municipalities."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.partial_dates


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0002_link_checks"),
        ("themes", "0004_theme_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="ask",
            name="related_frameworks",
            field=models.ManyToManyField(
                blank=True,
                help_text="De regels waar deze vraag over gaat.",
                related_name="asks",
                to="themes.framework",
                verbose_name="kaders",
            ),
        ),
        migrations.AddField(
            model_name="bottleneck",
            name="related_frameworks",
            field=models.ManyToManyField(
                blank=True,
                help_text="De regels waar dit knelpunt over gaat.",
                related_name="bottlenecks",
                to="themes.framework",
                verbose_name="kaders",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="adopted_on",
            field=core.fields.PartialDateField(
                blank=True,
                help_text="Zo precies als de bron: 2025, 2025-07 of 2025-07-04.",
                max_length=10,
                validators=[core.partial_dates.validate],
                verbose_name="aangenomen op",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Wie het heeft nagekeken. Komt niet op de site: daar staat ‘de redactie’.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gecontroleerd door",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="confirmation",
            field=models.CharField(
                blank=True,
                choices=[("officieel", "gezien in een officiële tekst"), ("derde", "alleen gezien bij een derde")],
                help_text="Bij ‘alleen gezien bij een derde’ zegt de pagina dat een officiële bekendmaking nog ontbreekt.",
                max_length=10,
                verbose_name="waar gezien",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="end_announced",
            field=models.BooleanField(
                default=False,
                help_text="Aan als het einde een plan is en nog niet vaststaat. De site waarschuwt er dan niet voor.",
                verbose_name="einde alleen aangekondigd",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="enforced_from",
            field=core.fields.PartialDateField(
                blank=True,
                help_text="Zo precies als de bron: 2025, 2025-07 of 2025-07-04.",
                max_length=10,
                validators=[core.partial_dates.validate],
                verbose_name="gehandhaafd vanaf",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="municipal_task",
            field=models.CharField(
                blank=True,
                help_text="In één of twee korte zinnen. ‘Geen taak’ betekent: wij vonden geen plicht.",
                max_length=300,
                verbose_name="wat het van gemeenten vraagt",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="newest_source",
            field=models.ForeignKey(
                blank=True,
                help_text="De bron waar de stand en de datums in staan. ‘Stand van’ is de datum van deze bron.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="newest_of_frameworks",
                to="sources.publication",
                verbose_name="nieuwste bron",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="official_name",
            field=models.CharField(
                blank=True,
                help_text="Zoals de officiële bekendmaking de regel noemt.",
                max_length=300,
                verbose_name="officiële naam",
            ),
        ),
        migrations.AddField(
            model_name="framework",
            name="official_number",
            field=models.CharField(
                blank=True,
                help_text="Kamerstuk, Staatsblad of EU-nummer, bijvoorbeeld: Kamerstuk 36 446; Stb. 2024, 12.",
                max_length=200,
                verbose_name="officieel nummer",
            ),
        ),
        migrations.AlterField(
            model_name="framework",
            name="status",
            field=models.CharField(
                choices=[
                    ("van-kracht", "van kracht"),
                    ("einde-aangekondigd", "van kracht, einde aangekondigd"),
                    ("wetsvoorstel", "wetsvoorstel"),
                    ("aangekondigd", "aangekondigd"),
                    ("aangenomen", "aangenomen"),
                    ("gewijzigd", "gewijzigd"),
                    ("vervallen", "vervallen of gestopt"),
                    ("verworpen", "verworpen"),
                    ("ingetrokken", "voorstel ingetrokken"),
                    ("onbekend", "stand niet bekend"),
                ],
                help_text="De stand volgens de nieuwste bron. De site rekent met de datums uit wat vandaag geldt.",
                max_length=20,
                verbose_name="stand",
            ),
        ),
        migrations.CreateModel(
            name="FrameworkMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "date",
                    core.fields.PartialDateField(
                        help_text="Zo precies als de bron: 2025, 2025-07 of 2025-07-04.",
                        max_length=10,
                        validators=[core.partial_dates.validate],
                        verbose_name="datum",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        help_text="In één zin, bijvoorbeeld: bureaus kunnen zich aanmelden.",
                        max_length=200,
                        verbose_name="wat er dan gebeurt",
                    ),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moments",
                        to="themes.framework",
                        verbose_name="kader",
                    ),
                ),
            ],
            options={
                "verbose_name": "belangrijke datum",
                "verbose_name_plural": "belangrijke datums",
                "ordering": ["date", "id"],
            },
        ),
    ]
