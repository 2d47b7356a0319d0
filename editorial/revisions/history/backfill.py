"""The public history of before it was written: from the revisions that were published, one after the other."""

from datetime import timedelta

from django.utils import timezone

from core.records import State

from .public import public_differences
from .recording import facts_of

AT_ONCE = timedelta(seconds=2)  # a first revision that was published as it was made is of a row that already was there
BATCH = 200


def backfill(apps):
    """Write the history of every initiative that was ever on the site; for a migration, so with models of then."""
    initiatives = apps.get_model("initiatives.Initiative").objects.exclude(state=State.DRAFT)
    fields = ["pk", "state", "withdrawal_reason", "created_at", "updated_at"]
    changes = []
    for row in initiatives.order_by("pk").values(*fields).iterator():
        changes += _history(apps, row)
    change_model = apps.get_model("revisions.PublicChange")
    changes.sort(key=lambda change: change["on"])  # their numbers follow the days
    change_model.objects.bulk_create([change_model(**change) for change in changes], batch_size=BATCH)


def _history(apps, row):
    revisions = apps.get_model("revisions.Revision").objects.filter(initiative=row["pk"], published_at__isnull=False)
    began, before = row["created_at"], None
    for revision in revisions.order_by("number").iterator():
        at, after = revision.published_at, revision.snapshot
        if before is None:
            began = began if at - revision.created_at < AT_ONCE else at
            yield _change(row, "new", began, after=facts_of(after))
        else:
            differences = public_differences(before, after, lambda model: apps.get_model(model._meta.label))
            if differences or revision.change_note:
                facts = {"before": facts_of(before), "after": facts_of(after)}
                yield _change(row, "changed", at, note=revision.change_note, differences=differences, **facts)
        before = after
    if before is None:
        yield _change(row, "new", began, after={})
    if row["state"] == State.WITHDRAWN:
        yield _change(row, "gone", row["updated_at"], note=row["withdrawal_reason"], before=facts_of(before or {}))


def _change(row, kind, at, **values):
    return {"initiative_id": row["pk"], "kind": kind, "on": timezone.localdate(at), **values}
