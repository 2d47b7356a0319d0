"""Reorganisations of municipalities, and the year and source of an old name."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_places"),
        ("sources", "0003_source_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NewMunicipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="De nieuwe code: GM en vier cijfers, bijvoorbeeld GM0363.",
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^GM[0-9]{4}\\Z", "Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0363."
                            )
                        ],
                        verbose_name="CBS-code",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="De naam die mensen gaan gebruiken.", max_length=60, verbose_name="naam"
                    ),
                ),
                (
                    "official_name",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als het CBS een andere naam gebruikt.",
                        max_length=60,
                        verbose_name="officiële naam",
                    ),
                ),
            ],
            options={
                "verbose_name": "nieuwe gemeente",
                "verbose_name_plural": "nieuwe gemeenten",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Reorganisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "heading",
                    models.CharField(
                        blank=True,
                        help_text="Onder welke kop of noot het staat.",
                        max_length=200,
                        verbose_name="kop in de bron",
                    ),
                ),
                (
                    "takes_effect_on",
                    models.DateField(
                        help_text="Vanaf deze dag geldt het op de site. Meestal 1 januari.", verbose_name="ingangsdatum"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "voorbereid"),
                            ("confirmed", "bevestigd"),
                            ("done", "ingegaan"),
                            ("cancelled", "ingetrokken"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("refusal", models.TextField(blank=True, editable=False, verbose_name="waarom het niet doorging")),
            ],
            options={
                "verbose_name": "herindeling",
                "verbose_name_plural": "herindelingen",
                "ordering": ["-takes_effect_on", "-pk"],
                "permissions": [("plan_reorganisation", "Mag een herindeling voorbereiden en bevestigen")],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="ReorganisationPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ends",
                    models.BooleanField(
                        default=False,
                        help_text="Aan: de gemeente gaat hierin op, met alles wat niet in een andere rij staat. Uit: een deel.",
                        verbose_name="gemeente wordt opgeheven",
                    ),
                ),
                (
                    "destination",
                    models.CharField(
                        help_text="De naam of de CBS-code: van een gemeente van nu, of van een nieuwe hierboven.",
                        max_length=60,
                        verbose_name="naar gemeente",
                    ),
                ),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, help_text="Alleen bij een deel.", null=True, verbose_name="inwoners van dit deel"
                    ),
                ),
            ],
            options={
                "verbose_name": "deel",
                "verbose_name_plural": "delen",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="municipalityname",
            name="merged_year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Alleen voor een gemeente van vroeger: het jaar waarin zij opging in deze gemeente.",
                null=True,
                verbose_name="fusie in (jaar)",
            ),
        ),
        migrations.AddField(
            model_name="municipalityname",
            name="publication",
            field=models.ForeignKey(
                blank=True,
                help_text="Waar het jaar van de fusie in staat.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="municipality_names",
                to="sources.publication",
                verbose_name="bron",
            ),
        ),
        migrations.AddConstraint(
            model_name="municipalityname",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_year__isnull", True), ("publication__isnull", False), _connector="OR"),
                name="municipality_merger_has_source",
                violation_error_message="Kies bij het jaar van de fusie ook de bron.",
            ),
        ),
        migrations.AddField(
            model_name="newmunicipality",
            name="province",
            field=models.ForeignKey(
                help_text="De provincie waarin de nieuwe gemeente ligt.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.province",
                verbose_name="provincie",
            ),
        ),
        migrations.AddField(
            model_name="reorganisation",
            name="confirmed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="bevestigd door",
            ),
        ),
        migrations.AddField(
            model_name="reorganisation",
            name="planned_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voorbereid door",
            ),
        ),
        migrations.AddField(
            model_name="reorganisation",
            name="publication",
            field=models.ForeignKey(
                help_text="Het document waar dit in staat.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="sources.publication",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="newmunicipality",
            name="reorganisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="new_municipalities",
                to="municipalities.reorganisation",
            ),
        ),
        migrations.AddField(
            model_name="reorganisationpart",
            name="origin",
            field=models.ForeignKey(
                help_text="De gemeente van nu.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leaving_parts",
                to="municipalities.municipality",
                verbose_name="van gemeente",
            ),
        ),
        migrations.AddField(
            model_name="reorganisationpart",
            name="places",
            field=models.ManyToManyField(
                blank=True,
                help_text="Alleen bij een deel: de dorpen en wijken die meegaan.",
                related_name="+",
                to="municipalities.place",
                verbose_name="plaatsen in dit deel",
            ),
        ),
        migrations.AddField(
            model_name="reorganisationpart",
            name="reorganisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="municipalities.reorganisation"
            ),
        ),
    ]
