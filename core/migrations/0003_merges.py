"""Merges of two records."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_page_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=60, verbose_name="soort")),
                ("gone_key", models.BigIntegerField()),
                ("gone_slug", models.CharField(blank=True, db_index=True, max_length=100, verbose_name="oud adres")),
                ("gone_code", models.CharField(blank=True, db_index=True, max_length=30, verbose_name="oude code")),
                ("gone_name", models.CharField(max_length=300, verbose_name="verdwenen")),
                ("survivor_key", models.BigIntegerField()),
                ("survivor_name", models.CharField(max_length=300, verbose_name="opgegaan in")),
                ("content", models.JSONField()),
                ("after", models.JSONField()),
                ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="samengevoegd op")),
                ("merged_by", models.CharField(blank=True, max_length=150, verbose_name="door")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="ongedaan gemaakt op")),
            ],
            options={
                "verbose_name": "samenvoeging",
                "verbose_name_plural": "samenvoegingen",
                "ordering": ["-merged_at", "-pk"],
                "permissions": [("merge_records", "Mag twee records samenvoegen")],
                "default_permissions": ("view",),
            },
        ),
    ]
