"""Writing the content of a revision to the site, and what must follow from that."""

from django.utils import timezone

from core.generation import expect_change_at
from core.publishing import publish_refusals
from core.records import State
from initiatives.models import Initiative
from initiatives.publishability import CHECK_FIELDS, next_check_date
from search import index

from . import snapshot

NOT_PUBLIC = {"internal_note", "offline_at", "suggested_evidence", "assessed_by"}
NOT_PUBLIC |= {*CHECK_FIELDS}  # a check says that the content did not change


def publish_snapshot(initiative, content, change_note=""):
    """Write a snapshot to the rows that visitors see; in a transaction, which the caller rolls back on an error.

    Args: initiative; content, the snapshot; change_note, what visitors read about it, if anything.
    Raises: RevisionRefused, with all that an editor must correct first.
    """
    was_draft = Initiative.objects.filter(pk=initiative.pk, state=State.DRAFT).exists()
    before = _public_content(initiative)
    write(initiative, content)
    row = Initiative.objects.get(pk=initiative.pk)
    if refusals := publish_refusals(row):
        raise snapshot.RevisionRefused(*refusals)
    if change_note:
        row.add_change_note(change_note)
    if was_draft or change_note or _public_content(row) != before:
        row.content_changed_on = timezone.localdate()
    row.state, row.withdrawal_reason = State.PUBLISHED, ""
    save_state(row)
    if row.offline_at:
        expect_change_at(row.offline_at)


def check_of(content, user, next_check=None):
    """The values that say in content that who publishes it checked it today; none when its author said so already.

    Args: content, a snapshot; user; next_check, a date, by the rule when not given.
    """
    today = timezone.localdate()
    if content.get("checked_on") == today.isoformat() and not next_check:
        return {}
    day = next_check or next_check_date(today)
    dates = {"checked_on": today.isoformat(), "next_check": day.isoformat()}
    return dates | {"checked_by": user.pk, "checked_by_municipality": False}


def _public_content(initiative):
    """What visitors read of an initiative, as it is in the database."""
    parts, content = snapshot.part_models(), snapshot.take(initiative)
    return {
        name: [{**part, "id": None} for part in value] if name in parts else value
        for name, value in content.items()
        if name not in NOT_PUBLIC
    }


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
