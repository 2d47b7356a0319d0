"""The row that counts changes is in the app `core`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0003_due"), ("core", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Revision")]),
    ]
