"""What publications changed for visitors before that was written down."""

from django.db import migrations

from editorial.revisions.history.backfill import backfill


class Migration(migrations.Migration):
    dependencies = [("revisions", "0004_public_history")]

    operations = [migrations.RunPython(lambda apps, _schema_editor: backfill(apps), migrations.RunPython.noop)]
