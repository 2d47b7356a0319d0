"""In a revision, too, what nobody assessed becomes a suggestion: an old one can still be restored and published."""

from django.db import migrations

NOT_ASSESSED = "niet-beoordeeld"


def suggest(apps, schema_editor):
    for revision in _revisions(apps):
        if "suggested_evidence" not in revision.snapshot and "evidence" in revision.snapshot:
            revision.snapshot["suggested_evidence"] = revision.snapshot["evidence"]
            revision.snapshot["evidence"] = NOT_ASSESSED
            revision.save(update_fields=["snapshot"])


def restore(apps, schema_editor):
    for revision in _revisions(apps):
        suggested = revision.snapshot.pop("suggested_evidence", NOT_ASSESSED)
        if revision.snapshot.get("evidence") == NOT_ASSESSED:
            revision.snapshot["evidence"] = suggested
        revision.save(update_fields=["snapshot"])


def _revisions(apps):
    return apps.get_model("revisions", "Revision").objects.only("snapshot").iterator(chunk_size=100)


class Migration(migrations.Migration):
    dependencies = [("revisions", "0001_initial"), ("initiatives", "0009_evidence")]

    operations = [migrations.RunPython(suggest, restore)]
