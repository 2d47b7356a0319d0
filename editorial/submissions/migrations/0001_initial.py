"""The models of this app, with the tables that they had in the app `editorial`."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_submission", "submissions_submission"),
    ("editorial_addition", "submissions_addition"),
    ("editorial_attempt", "submissions_attempt"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0007_generation"),
        ("themes", "0003_slugs_of_other_pages"),
        ("editorial", "0015_log_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("who", models.CharField(max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["who", "at"], name="attempt_who_at")],
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("initiatief", "aangemeld initiatief"), ("correctie", "Klopt dit niet meer?")],
                                max_length=12,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="verstuurd op"),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op")),
                        (
                            "token_hash",
                            models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
                        ),
                        ("title", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                        ("text", models.TextField(verbose_name="wat de inzender schrijft")),
                        ("for_whom", models.TextField(blank=True, verbose_name="voor wie")),
                        ("where", models.CharField(blank=True, max_length=200, verbose_name="waar")),
                        ("outcome", models.TextField(blank=True, verbose_name="wat het heeft opgeleverd")),
                        ("source", models.URLField(blank=True, max_length=500, verbose_name="bron")),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="mailadres van de inzender"),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="functie of team van de inzender"
                            ),
                        ),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("ontvangen", "ontvangen"),
                                    ("in-bewerking", "in bewerking"),
                                    ("verwerkt", "verwerkt"),
                                    ("niet-geplaatst", "niet geplaatst"),
                                ],
                                default="ontvangen",
                                help_text="De inzender ziet dit en krijgt er een mail over. ‘Gepubliceerd’ volgt vanzelf uit het concept.",
                                max_length=15,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                help_text="Waarom u dit niet plaatst. De inzender leest deze reden. Verplicht bij ‘niet geplaatst’.",
                                max_length=500,
                                verbose_name="reden",
                            ),
                        ),
                        ("told", models.CharField(default="ontvangen", editable=False, max_length=15)),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiatief",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inzending",
                        "verbose_name_plural": "inzendingen",
                        "ordering": ["-created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Addition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="verstuurd op")),
                        ("text", models.TextField(verbose_name="aanvulling")),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="additions",
                                to="submissions.submission",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanvulling",
                        "verbose_name_plural": "aanvullingen",
                        "ordering": ["created_at", "pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="submission",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "niet-geplaatst"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="submission_declined_with_reason",
                        violation_error_message="Schrijf op waarom u dit niet plaatst. De inzender leest deze reden.",
                    ),
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
