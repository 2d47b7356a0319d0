"""The models of this app, with the tables that they had in the app `editorial`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_municipalityaccess", "accounts_municipalityaccess"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("mfa", "0003_authenticator_type_uniq"),
        ("municipalities", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("editorial", "0015_log_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SecondFactor",
                    fields=[],
                    options={
                        "verbose_name": "tweede stap",
                        "verbose_name_plural": "tweede stappen",
                        "proxy": True,
                        "indexes": [],
                        "constraints": [],
                    },
                    bases=("mfa.authenticator",),
                ),
                migrations.CreateModel(
                    name="MunicipalityAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                help_text="Een inzender schrijft alleen concepten voor deze gemeenten.",
                                on_delete=django.db.models.deletion.CASCADE,
                                to="municipalities.municipality",
                                verbose_name="gemeente",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gemeente van een inzender",
                        "verbose_name_plural": "gemeenten van een inzender",
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "municipality"), name="municipality_access_once")
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
