"""The number of the last change of a row is called a generation: a revision is saved content."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0006_change_notes_in_the_row")]

    operations = [
        migrations.RenameField(model_name="initiative", old_name="revision", new_name="generation"),
        migrations.AlterField(
            model_name="initiative",
            name="generation",
            field=models.BigIntegerField(db_index=True, default=0, editable=False, verbose_name="generatie"),
        ),
    ]
