"""Writing the content of a revision to the site, and what must follow from that."""

from django.utils import timezone

from core.generation import expect_change_at
from core.publishing import publish_refusals
from core.records import State
from initiatives.models import Initiative
from initiatives.publishability import CHECK_FIELDS, next_check_date
from search import index

from . import snapshot
from .history import recording
from .history.public import content_of


def publish_snapshot(initiative, content, change_note=""):
    """Write a snapshot to the rows that visitors see; in a transaction, which the caller rolls back on an error.

    Args: initiative; content, the snapshot; change_note, what visitors read about it, if anything.
    Raises: RevisionRefused, with all that an editor must correct first.
    """
    state = Initiative.objects.values_list("state", flat=True).get(pk=initiative.pk)
    before = snapshot.take(initiative)
    write(initiative, content)
    row = Initiative.objects.get(pk=initiative.pk)
    if refusals := publish_refusals(row):
        raise snapshot.RevisionRefused(*refusals)
    if change_note:
        row.add_change_note(change_note)
    after = snapshot.take(row)
    if state == State.DRAFT or change_note or content_of(after) != content_of(before):
        row.content_changed_on = timezone.localdate()
    row.state, row.withdrawal_reason = State.PUBLISHED, ""
    save_state(row)
    recording.record_publication(row, before, after, state == State.PUBLISHED, change_note)
    if row.offline_at:
        expect_change_at(row.offline_at)


def note_check(revision, user, next_check=None):
    """Write in a revision that who publishes it checked it today, unless its author wrote a check in it.

    Args: revision, saved by the caller; user; next_check, a date: by the rule, or of the author, when not given.
    """
    has_own_check = _has_own_check(revision)
    values = {"next_check": next_check or _next_check(revision, has_own_check)}
    if not has_own_check:
        values |= {"checked_on": timezone.localdate(), "checked_by": user, "checked_by_municipality": False}
    row = Initiative(**values)
    revision.snapshot |= snapshot.values(row, values)
    drafts = Initiative.objects.filter(pk=revision.initiative_id, state=State.DRAFT)
    drafts.exclude(revisions__published_at__isnull=False).update(**values)  # what never was public, has one content


def next_check_of(revision):
    """The day of the next check if a revision is published today: its author's, or by the rule; may be None."""
    return _next_check(revision, _has_own_check(revision))


def _next_check(revision, has_own_check):
    if has_own_check:
        return Initiative._meta.get_field("next_check").to_python(revision.snapshot.get("next_check"))
    return next_check_date(timezone.localdate())


def _has_own_check(revision):
    """Whether the author of a revision wrote in it that it was checked: otherwise than is on the site, or today.

    Or later than today, which is a mistake to be refused, and not to be written over.
    """
    checked_on, today = revision.snapshot.get("checked_on") or "", timezone.localdate().isoformat()
    stored = Initiative.objects.filter(pk=revision.initiative_id).values_list("checked_on", flat=True).get()
    return checked_on >= today or checked_on not in {"", stored and stored.isoformat()}


def save_state(row):
    """Save whether visitors may see an initiative, and bring the search up to date."""
    row.save(update_fields=["state", "withdrawal_reason", "content_changed_on", "updated_at"])
    index.update(Initiative.objects.filter(pk=row.pk))


def write(initiative, content):
    """Write a snapshot to the row of an initiative, and to the revisions of what it is linked to."""
    before = _related_keys(initiative)
    snapshot.apply(initiative, content)
    sync_related(initiative, before ^ _related_keys(initiative))


def sync_check_dates(initiative):
    """Copy the dates of a check to the open revisions: it is a check of these as well."""
    for revision in initiative.revisions.open():
        revision.snapshot |= snapshot.values(initiative, CHECK_FIELDS)
        revision.save(update_fields=["snapshot"])


def sync_related(initiative, keys):
    """Bring a link between two initiatives, which belongs to both, into the revisions of the other initiative as well.

    Args: initiative, as saved; keys, of the initiatives that it may have won or lost a link with.
    """
    linked = _related_keys(initiative)
    for other in Initiative.objects.filter(pk__in=keys):
        for revision in [*other.revisions.open(), *other.revisions.live()]:
            related = set(revision.snapshot["related"]) - {initiative.pk}
            revision.snapshot["related"] = sorted(related | ({initiative.pk} if other.pk in linked else set()))
            revision.save(update_fields=["snapshot"])


def _related_keys(initiative):
    return set(initiative.related.values_list("pk", flat=True))
