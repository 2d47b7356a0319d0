"""The models of this app, with the tables that they had in the app `editorial`."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_version", "revisions_revision"),
    ("editorial_presence", "revisions_presence"),
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
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("seen", models.DateTimeField(db_index=True)),
                        ("form", models.CharField(max_length=16)),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="initiatives.initiative",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("user", "initiative"), name="presence_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("concept", "concept"),
                                    ("submitted", "ter beoordeling"),
                                    ("approved", "goedgekeurd"),
                                    ("returned", "teruggestuurd"),
                                    ("live", "gepubliceerd"),
                                    ("superseded", "vervangen door een latere versie"),
                                ],
                                default="concept",
                                max_length=12,
                                verbose_name="stand",
                            ),
                        ),
                        ("snapshot", models.JSONField(verbose_name="inhoud")),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gemaakt op")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="notitie")),
                        ("comment", models.TextField(blank=True, verbose_name="opmerking van wie beoordeelde")),
                        ("change_note", models.CharField(blank=True, max_length=200, verbose_name="wat er veranderde")),
                        ("forced", models.BooleanField(default=False, verbose_name="zonder goedkeuring gepubliceerd")),
                        ("publish_at", models.DateTimeField(db_index=True, null=True, verbose_name="publiceren op")),
                        ("published_at", models.DateTimeField(null=True, verbose_name="gepubliceerd op")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="goedgekeurd door",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="initiatives.initiative",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "versie",
                        "verbose_name_plural": "versies",
                        "ordering": ["-number"],
                        "permissions": [("force_revision", "Mag publiceren zonder goedkeuring van een ander")],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("initiative", "number"), name="version_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "live")), fields=("initiative",), name="one_live_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["concept", "submitted", "approved", "returned"])),
                                fields=("initiative",),
                                name="one_open_version",
                            ),
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
