"""A form that is sent more than once is saved once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("subscriptions", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="form_digest",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at", None), models.Q(("form_digest", ""), _negated=True)),
                fields=("form_digest",),
                name="follow_form_sent_once",
            ),
        ),
    ]
