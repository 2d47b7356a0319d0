"""In a revision, too, what nobody assessed becomes a suggestion: an old one can still be restored and published.

What belongs with a field that it has is filled in as it was: an end year goes with no later end date, a check of the
editors is not that of a municipality, and what was not assessed has no reason.
"""

from django.db import migrations

NOT_ASSESSED = "niet-beoordeeld"
RUBRIC = ["was_counted", "counted_by_other", "was_compared", "document_seen", "about_this_place"]
AS_BEFORE = {
    "assessment_publication": None,
    **dict.fromkeys(["assessment_reason", *RUBRIC], ""),
    "assessed_on": None,
    "assessed_by": None,
    "checked_by_municipality": False,
    "end_date": "",
}


def suggest(apps, schema_editor):
    for revision in _revisions(apps):
        if "suggested_evidence" not in revision.snapshot and "evidence" in revision.snapshot:
            suggestion = {"evidence": NOT_ASSESSED, "suggested_evidence": revision.snapshot["evidence"]}
            revision.snapshot = AS_BEFORE | revision.snapshot | suggestion
            revision.save(update_fields=["snapshot"])


def restore(apps, schema_editor):
    for revision in _revisions(apps):
        suggested = revision.snapshot.pop("suggested_evidence", NOT_ASSESSED)
        if revision.snapshot.get("evidence") == NOT_ASSESSED:
            revision.snapshot["evidence"] = suggested
        for name in AS_BEFORE:
            revision.snapshot.pop(name, None)
        revision.save(update_fields=["snapshot"])


def _revisions(apps):
    return apps.get_model("revisions", "Revision").objects.only("snapshot").iterator(chunk_size=100)


class Migration(migrations.Migration):
    dependencies = [("revisions", "0001_initial"), ("initiatives", "0009_evidence")]

    operations = [migrations.RunPython(suggest, restore)]
