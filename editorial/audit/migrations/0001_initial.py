"""The models of this app, with the tables that they had in the app `editorial`."""

import django.utils.timezone
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_auditentry", "audit_auditentry"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("editorial", "0015_log_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "time",
                            models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="tijd"),
                        ),
                        ("action", models.CharField(max_length=100, verbose_name="handeling")),
                        ("object", models.CharField(blank=True, max_length=200, verbose_name="waarop")),
                        ("object_type", models.CharField(blank=True, max_length=100, verbose_name="soort record")),
                        ("object_key", models.CharField(blank=True, max_length=100, verbose_name="sleutel")),
                        (
                            "result",
                            models.CharField(
                                choices=[("ok", "gedaan"), ("refused", "niet uitgevoerd"), ("error", "fout")],
                                max_length=10,
                                verbose_name="uitkomst",
                            ),
                        ),
                        ("origin", models.CharField(blank=True, max_length=45, verbose_name="IP-adres")),
                        ("actor", models.CharField(blank=True, max_length=150, verbose_name="wie")),
                    ],
                    options={
                        "verbose_name": "regel in het logboek",
                        "verbose_name_plural": "regels in het logboek",
                        "ordering": ["-time", "-pk"],
                        "default_permissions": ["view"],
                    },
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
