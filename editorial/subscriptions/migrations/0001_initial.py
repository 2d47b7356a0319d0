"""Following: who follows what."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.TextField(editable=False)),
                ("address_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("mailbox_hash", models.CharField(db_index=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "volger",
                "verbose_name_plural": "volgers",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("selection", models.CharField(blank=True, max_length=1000, verbose_name="keuze")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("dag", "elke dag"),
                            ("week", "elke week, op maandag"),
                            ("maand", "elke maand, op de eerste dag"),
                        ],
                        default="week",
                        max_length=8,
                        verbose_name="hoe vaak",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="gevraagd op")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="bevestigd op")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("seen", models.BigIntegerField(default=0, editable=False)),
                ("due_on", models.DateField(editable=False, null=True)),
                (
                    "follower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="subscriptions.follower",
                        verbose_name="volger",
                    ),
                ),
            ],
            options={
                "verbose_name": "gevolgde keuze",
                "verbose_name_plural": "gevolgde keuzes",
                "ordering": ["pk"],
                "default_permissions": ["view"],
                "indexes": [models.Index(fields=["selection", "due_on"], name="subscription_selection_due")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False)),
                        fields=("follower", "selection"),
                        name="followed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at", None), ("due_on__isnull", False), _connector="OR"),
                        name="confirmed_subscription_is_due",
                    ),
                ],
            },
        ),
    ]
