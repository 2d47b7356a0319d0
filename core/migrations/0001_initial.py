"""The row that counts changes, which was in the app of the search."""

from django.db import migrations, models

TABLES = [  # before, and now
    ("search_revision", "core_generation"),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("search", "0003_due"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Generation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.BigIntegerField(default=0)),
                        ("due", models.BigIntegerField(null=True)),
                    ],
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
