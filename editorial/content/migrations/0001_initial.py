"""The models of this app, with the tables that they had in the app `editorial`."""

from django.db import migrations, models

TABLES = [  # before, and now
    ("editorial_loadedrecord", "content_loadedrecord"),
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
                    name="LoadedRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        ("key", models.CharField(max_length=100)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="loaded_record_once")],
                    },
                ),
            ],
            database_operations=[
                migrations.RunSQL(f"ALTER TABLE {old} RENAME TO {new}", f"ALTER TABLE {new} RENAME TO {old}")
                for old, new in TABLES
            ],
        ),
    ]
