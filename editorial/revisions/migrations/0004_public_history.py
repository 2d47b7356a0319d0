"""What each publication changed for visitors."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0015_gallery"),
        ("revisions", "0003_typo"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "Nieuw"),
                            ("changed", "Gewijzigd"),
                            ("gone", "Van de site af"),
                            ("back", "Weer op de site"),
                        ],
                        max_length=8,
                        verbose_name="soort",
                    ),
                ),
                ("on", models.DateField(db_index=True, verbose_name="dag")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="wat er veranderde")),
                ("differences", models.JSONField(default=list, verbose_name="verschillen")),
                ("before", models.JSONField(editable=False, null=True)),
                ("after", models.JSONField(editable=False, null=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_changes",
                        to="initiatives.initiative",
                        verbose_name="initiatief",
                    ),
                ),
            ],
            options={
                "verbose_name": "openbare wijziging",
                "verbose_name_plural": "openbare wijzigingen",
                "ordering": ["-pk"],
                "default_permissions": ["view"],
                "permissions": [("erase_publicchange", "Can erase what a public change says")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before__isnull", False), ("after__isnull", False), _connector="OR"),
                        name="public_change_was_public",
                    )
                ],
            },
        ),
    ]
