"""What the database knows of jobs: those at set times, and work in the background."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_merges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, editable=False, max_length=32)),
                ("seen_at", models.DateTimeField(editable=False, null=True)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="begonnen")),
                ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="klaar")),
                ("duration", models.DurationField(editable=False, null=True, verbose_name="duurde")),
                ("outcome", models.CharField(blank=True, editable=False, max_length=300, verbose_name="uitkomst")),
                ("name", models.CharField(editable=False, max_length=60, unique=True, verbose_name="naam")),
                ("has_failed", models.BooleanField(default=False, editable=False, verbose_name="mislukt")),
                ("succeeded_at", models.DateTimeField(editable=False, null=True, verbose_name="laatst gelukt")),
            ],
            options={
                "verbose_name": "vaste taak",
                "verbose_name_plural": "vaste taken",
                "default_permissions": ["view"],
            },
        ),
        migrations.CreateModel(
            name="BackgroundJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, editable=False, max_length=32)),
                ("seen_at", models.DateTimeField(editable=False, null=True)),
                ("started_at", models.DateTimeField(editable=False, null=True, verbose_name="begonnen")),
                ("finished_at", models.DateTimeField(editable=False, null=True, verbose_name="klaar")),
                ("duration", models.DurationField(editable=False, null=True, verbose_name="duurde")),
                ("outcome", models.CharField(blank=True, editable=False, max_length=300, verbose_name="uitkomst")),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("object_type", models.CharField(editable=False, max_length=100)),
                ("object_key", models.BigIntegerField(editable=False)),
                ("object_name", models.CharField(editable=False, max_length=200)),
                ("parameters", models.JSONField(default=dict, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("attempts", models.PositiveIntegerField(default=0, editable=False)),
                ("phase", models.CharField(blank=True, editable=False, max_length=100)),
                ("done", models.PositiveIntegerField(default=0, editable=False)),
                ("total", models.PositiveIntegerField(editable=False, null=True)),
                ("is_final", models.BooleanField(default=False, editable=False)),
                ("stop_requested", models.BooleanField(default=False, editable=False)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("done", "klaar"), ("failed", "mislukt"), ("stopped", "gestopt")],
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "werk op de achtergrond",
                "verbose_name_plural": "werk op de achtergrond",
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("object_type", "object_key"),
                        name="background_job_once",
                    )
                ],
            },
        ),
    ]
