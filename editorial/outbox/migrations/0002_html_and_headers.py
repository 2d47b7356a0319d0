"""Mails that are HTML too, and have headers of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="headers",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.AddField(
            model_name="mail",
            name="html",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.AlterField(
            model_name="mail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirmation", "link om te bevestigen"),
                    ("standing", "stand van een inzending"),
                    ("check", "vraag aan een gemeente"),
                    ("digest", "wat er te doen is"),
                    ("revision", "versie van een initiatief"),
                    ("account", "wijziging van een account"),
                    ("question", "vraag van een bezoeker"),
                    ("follow", "wijzigingen voor een volger"),
                ],
                max_length=12,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at", None), models.Q(("headers", ""), ("html", "")), _connector="OR"),
                name="mail_sent_without_html",
            ),
        ),
    ]
