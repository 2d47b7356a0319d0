"""The outbox, which administrators see."""

from django.db import migrations, models

from editorial.accounts.roles import ADMINISTRATORS, ensure_permissions


def let_administrators_see(apps, schema_editor):
    ensure_permissions(apps.get_app_config("outbox"), apps)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="outbox")
    for group in apps.get_model("auth", "Group").objects.filter(name=ADMINISTRATORS):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("editorial", "0016_split_into_apps")]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("confirmation", "link om te bevestigen"),
                            ("standing", "stand van een inzending"),
                            ("check", "vraag aan een gemeente"),
                            ("digest", "wat er te doen is"),
                            ("revision", "versie van een initiatief"),
                            ("account", "wijziging van een account"),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                ("recipient", models.EmailField(max_length=254, verbose_name="aan")),
                ("subject", models.CharField(max_length=300, verbose_name="onderwerp")),
                ("body", models.TextField(editable=False)),
                (
                    "created_at",
                    models.DateTimeField(db_index=True, verbose_name="gemaakt op"),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="pogingen")),
                (
                    "next_attempt_at",
                    models.DateTimeField(db_index=True, null=True, verbose_name="volgende poging"),
                ),
                ("claimed_at", models.DateTimeField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(null=True, verbose_name="verstuurd op")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="wat er misging")),
            ],
            options={
                "verbose_name": "uitgaande mail",
                "verbose_name_plural": "uitgaande mails",
                "ordering": ["-created_at", "-pk"],
                "permissions": [("retry_mail", "Can try to send mail again")],
                "default_permissions": ["view"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("body", ""), _connector="OR"),
                        name="mail_sent_without_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("next_attempt_at", None), _connector="OR"),
                        name="mail_sent_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(let_administrators_see, migrations.RunPython.noop),
    ]
