"""Key figures, and the source of what a concept means."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0002_link_checks"),
        ("themes", "0005_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="concept",
            name="scope_note_source",
            field=models.ForeignKey(
                blank=True,
                help_text="Waar de uitleg op rust. Leeg als het een omschrijving van de redactie is.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explained_concepts",
                to="sources.publication",
                verbose_name="bron van de uitleg",
            ),
        ),
        migrations.CreateModel(
            name="KeyFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "concept"), ("published", "gepubliceerd"), ("withdrawn", "ingetrokken")],
                        default="draft",
                        help_text="Alleen wat gepubliceerd is, staat op de site.",
                        max_length=10,
                        verbose_name="publicatie",
                    ),
                ),
                (
                    "withdrawal_reason",
                    models.CharField(
                        blank=True,
                        help_text="Bezoekers zien deze reden op het oude adres. Verplicht als u intrekt.",
                        max_length=300,
                        verbose_name="reden van intrekken",
                    ),
                ),
                (
                    "internal_note",
                    models.TextField(
                        blank=True,
                        help_text="Alleen voor de redactie. Komt nooit op de site.",
                        verbose_name="interne notitie",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="gewijzigd op")),
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
                    "code",
                    models.CharField(
                        help_text="Vast kenmerk, bijvoorbeeld CIJ-01. Verandert nooit.",
                        max_length=10,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="Het getal zoals de bron het geeft, bijvoorbeeld ongeveer 1 op de 10.",
                        max_length=40,
                        verbose_name="waarde",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="Wat het getal telt, bijvoorbeeld arbeidsmigranten.",
                        max_length=100,
                        verbose_name="eenheid",
                    ),
                ),
                (
                    "definition",
                    models.TextField(
                        help_text="Wie of wat er wel en niet is meegeteld, in eigen woorden.",
                        verbose_name="wat het getal betekent",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        help_text="Waarover het getal gaat. Leeg als de bron dat niet zegt.",
                        max_length=60,
                        verbose_name="periode",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld Nederland. Leeg als de bron dat niet zegt.",
                        max_length=60,
                        verbose_name="gebied",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        help_text="Het document waar dit in staat.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="sources.publication",
                        verbose_name="bron",
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        help_text="De thema’s waar dit bij hoort.",
                        related_name="key_figures",
                        to="themes.theme",
                        verbose_name="thema’s",
                    ),
                ),
            ],
            options={
                "verbose_name": "cijfer",
                "verbose_name_plural": "cijfers",
                "ordering": ["code"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="themes_keyfigure_withdrawn_with_reason",
                        violation_error_message="Geef een reden als u een record intrekt.",
                    )
                ],
            },
        ),
    ]
