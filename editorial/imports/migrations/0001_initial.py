"""The models of this app, with the tables that they had in the app `editorial`."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_sheetimport", "imports_sheetimport"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("editorial", "0015_log_lines"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="SheetImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file_name", models.CharField(editable=False, max_length=200, verbose_name="bestand")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("checked", "gecontroleerd"),
                                    ("applied", "geïmporteerd"),
                                    ("undone", "ongedaan gemaakt"),
                                ],
                                default="checked",
                                editable=False,
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gecontroleerd op")),
                        ("applied_at", models.DateTimeField(editable=False, null=True, verbose_name="geïmporteerd op")),
                        (
                            "undone_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="ongedaan gemaakt op"),
                        ),
                        (
                            "rows",
                            models.JSONField(
                                default=list, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder
                            ),
                        ),
                        ("counts", models.JSONField(default=dict, editable=False)),
                        ("made_tags", models.JSONField(default=list, editable=False)),
                        (
                            "created_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "ordering": ["-created_at"],
                    },
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
