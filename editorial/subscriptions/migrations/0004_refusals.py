"""How often a mailbox refused what we sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_refused"),
        ("subscriptions", "0003_address_as_typed"),
    ]

    operations = [
        migrations.AddField(
            model_name="follower",
            name="refusals",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="follower",
            name="refused_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
