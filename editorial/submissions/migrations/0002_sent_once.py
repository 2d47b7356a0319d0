"""A form that is sent more than once is saved once; forms are counted per network too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0007_generation"),
        ("submissions", "0001_initial"),
        ("themes", "0003_slugs_of_other_pages"),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="network",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="submission",
            name="form_digest",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["network", "at"], name="attempt_network_at"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("confirmed_at", None), models.Q(("form_digest", ""), _negated=True)),
                fields=("form_digest",),
                name="submission_form_sent_once",
            ),
        ),
    ]
