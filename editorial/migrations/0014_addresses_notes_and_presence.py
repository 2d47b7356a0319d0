"""Who has a form open; chief editors change addresses; what visitors were told before now is kept for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from editorial.accounts.roles import ensure_groups


def let_chiefs_move(apps, schema_editor):
    ensure_groups(apps)


def copy_notes(apps, schema_editor):
    versions = apps.get_model("editorial", "Version").objects.exclude(change_note="").exclude(published_at=None)
    note = apps.get_model("initiatives", "ChangeNote")
    told = versions.order_by("published_at").values_list("initiative", "published_at", "change_note")
    note.objects.bulk_create(
        note(initiative_id=key, published_on=timezone.localdate(day), text=text) for key, day, text in told
    )


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0013_schedule"),
        ("initiatives", "0005_old_addresses_and_change_notes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("seen", models.DateTimeField(db_index=True)),
                ("form", models.CharField(max_length=16)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="initiatives.initiative"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "initiative"), name="presence_once")],
            },
        ),
        migrations.RunPython(let_chiefs_move, migrations.RunPython.noop),
        migrations.RunPython(copy_notes, migrations.RunPython.noop),
    ]
