"""The models of this app, with the tables that they had in the app `editorial`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_checkrequest", "reviews_checkrequest"),
    ("editorial_contactagreement", "reviews_contactagreement"),
    ("editorial_digest", "reviews_digest"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("initiatives", "0007_generation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("editorial", "0015_log_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ContactAgreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mailbox",
                            models.EmailField(
                                help_text="De gedeelde postbus die akkoord is. Wij mailen alleen als die ook bij het initiatief staat.",
                                max_length=254,
                                verbose_name="postbus",
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(
                                help_text="De dag waarop de gemeente akkoord ging.", verbose_name="akkoord op"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="Hoe u het akkoord kreeg, bijvoorbeeld per mail. Geen namen. Alleen voor de redactie.",
                                max_length=200,
                                verbose_name="toelichting",
                            ),
                        ),
                        (
                            "initiative",
                            models.OneToOneField(
                                help_text="Het initiatief waarover wij vragen mogen sturen.",
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_agreement",
                                to="initiatives.initiative",
                                verbose_name="initiatief",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "akkoord voor mail",
                        "verbose_name_plural": "akkoorden voor mail",
                        "ordering": ["initiative__title"],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sent_on", models.DateField(null=True)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digest",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CheckRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(verbose_name="controle van")),
                        ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                        ("sent_at", models.DateTimeField(verbose_name="verstuurd op")),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ja", "Ja, dit klopt nog"),
                                    ("veranderd", "Nee, er is iets veranderd"),
                                    ("gestopt", "Het is gestopt"),
                                ],
                                max_length=10,
                                verbose_name="antwoord",
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=2000, verbose_name="toelichting")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                        (
                            "handled",
                            models.BooleanField(
                                default=False,
                                help_text="Aan als u het initiatief heeft bijgewerkt, of als dat niet hoeft.",
                                verbose_name="afgehandeld",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="check_requests",
                                to="initiatives.initiative",
                                verbose_name="initiatief",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vraag aan een gemeente",
                        "verbose_name_plural": "vragen aan gemeenten",
                        "ordering": ["-sent_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "due_on"), name="check_request_once_per_check"
                            )
                        ],
                    },
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
