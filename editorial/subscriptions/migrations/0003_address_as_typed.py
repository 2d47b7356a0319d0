"""The address as it was typed in each request: that of the confirmed one is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("subscriptions", "0002_sent_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="address",
            field=models.TextField(default="", editable=False),
        ),
    ]
