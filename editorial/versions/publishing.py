"""Writing the content of a version to the site, and what must follow from that."""

from django.contrib import admin

from initiatives.models import Initiative
from search import index
from search.revision import expect

from . import snapshot

CHECK = ["checked_on", "checked_by", "next_check"]


def put_on_site(initiative, content, change_note=""):
    """Write a snapshot to the rows that visitors see; in a transaction, which the caller rolls back on an error.

    Args: initiative; content, the snapshot; change_note, what visitors are told about it, if anything.
    Raises: Refused, with all that an editor must mend first.
    """
    write(initiative, content)
    row = Initiative.objects.get(pk=initiative.pk)
    if problems := admin.site.get_model_admin(Initiative).problems(row):
        raise snapshot.Refused(*problems)
    if change_note:
        row.tell(change_note)
    keep_state(row)  # as the check made it: published
    if row.offline_at:
        expect(row.offline_at)


def keep_state(row):
    """Save whether visitors may see an initiative, and let the search know."""
    row.save(update_fields=["state", "withdrawal_reason", "updated_at"])
    index.update(Initiative.objects.filter(pk=row.pk))


def write(initiative, content):
    """Write a snapshot to the row of an initiative, and to the versions of what it is linked to."""
    related = set(initiative.related.values_list("pk", flat=True))
    snapshot.apply(initiative, content)
    follow(initiative, related ^ set(initiative.related.values_list("pk", flat=True)))


def follow_check(initiative):
    """A check of what is on the site, or of a draft, is one of the concept that is on its way as well."""
    for version in initiative.versions.open():
        version.snapshot |= snapshot.values(initiative, CHECK)
        version.save(update_fields=["snapshot"])


def follow(initiative, others):
    """A link between two initiatives belongs to both: the versions of the others get or lose it as well."""
    linked = set(initiative.related.values_list("pk", flat=True))
    for other in Initiative.objects.filter(pk__in=others):
        for version in [*other.versions.open(), *other.versions.live()]:
            keys = set(version.snapshot["related"]) - {initiative.pk}
            version.snapshot["related"] = sorted(keys | ({initiative.pk} if other.pk in linked else set()))
            version.save(update_fields=["snapshot"])
