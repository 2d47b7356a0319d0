"""A plainer name for a field; its column keeps the name that the code of before reads."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_costs_lessons_mailbox")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("submission", "told", "mailed_standing"),
                migrations.AlterField(
                    "submission",
                    "mailed_standing",
                    models.CharField(db_column="told", default="ontvangen", editable=False, max_length=15),
                ),
            ]
        )
    ]
