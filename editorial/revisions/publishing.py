"""Writing the content of a revision to the site, and what must follow from that."""

from django.contrib import admin

from core.generation import expect_change_at
from initiatives.models import Initiative
from search import index

from . import snapshot

CHECK = ["checked_on", "checked_by", "next_check"]


def publish_snapshot(initiative, content, change_note=""):
    """Write a snapshot to the rows that visitors see; in a transaction, which the caller rolls back on an error.

    Args: initiative; content, the snapshot; change_note, what visitors are told about it, if anything.
    Raises: Refused, with all that an editor must mend first.
    """
    write(initiative, content)
    row = Initiative.objects.get(pk=initiative.pk)
    if problems := admin.site.get_model_admin(Initiative).problems(row):
        raise snapshot.Refused(*problems)
    if change_note:
        row.add_change_note(change_note)
    save_state(row)  # as the check made it: published
    if row.offline_at:
        expect_change_at(row.offline_at)


def save_state(row):
    """Save whether visitors may see an initiative, and let the search know."""
    row.save(update_fields=["state", "withdrawal_reason", "updated_at"])
    index.update(Initiative.objects.filter(pk=row.pk))


def write(initiative, content):
    """Write a snapshot to the row of an initiative, and to the revisions of what it is linked to."""
    related = set(initiative.related.values_list("pk", flat=True))
    snapshot.apply(initiative, content)
    sync_related(initiative, related ^ set(initiative.related.values_list("pk", flat=True)))


def sync_check_dates(initiative):
    """A check of what is on the site, or of a draft, is one of the concept that is on its way as well."""
    for revision in initiative.revisions.open():
        revision.snapshot |= snapshot.values(initiative, CHECK)
        revision.save(update_fields=["snapshot"])


def sync_related(initiative, others):
    """A link between two initiatives belongs to both: the revisions of the others get or lose it as well."""
    linked = set(initiative.related.values_list("pk", flat=True))
    for other in Initiative.objects.filter(pk__in=others):
        for revision in [*other.revisions.open(), *other.revisions.live()]:
            keys = set(revision.snapshot["related"]) - {initiative.pk}
            revision.snapshot["related"] = sorted(keys | ({initiative.pk} if other.pk in linked else set()))
            revision.save(update_fields=["snapshot"])
