"""Whether the mailbox refused a mail for good."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0002_html_and_headers"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="is_refused",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
