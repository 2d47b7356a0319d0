"""Sheets that are written in the background."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import library.models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_own_spreadsheets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(default=library.models.new_token, editable=False, max_length=32, unique=True),
                ),
                ("keys", models.JSONField(editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="gevraagd op")),
                ("written_at", models.DateTimeField(editable=False, null=True, verbose_name="klaar op")),
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
                "verbose_name": "werkblad",
                "verbose_name_plural": "werkbladen",
                "ordering": ["-created_at"],
            },
        ),
    ]
