"""Rows that change what is on the site: each becomes a concept beside it, and visitors see nothing of that."""

from django.utils.translation import gettext as _

from editorial.revisions.models import Revision, RevisionState, save_drafts
from editorial.revisions.snapshot import part_columns, take_many
from initiatives.models import Citation

from .models import Outcome


def keep(made, user):
    """Keep the rows of a `SheetImport` that are for it as concepts; each row gets the `revision` it became."""
    rows = [row for row in made.rows if row["outcome"] == Outcome.CONCEPT]
    now = take_many([row["pk"] for row in rows])
    drafts = [(row["pk"], _content(row, now[row["pk"]]), _source(made, row)) for row in rows]
    for row, revision in zip(rows, save_drafts(drafts, user, now), strict=True):
        row["revision"] = revision.number


def _content(row, now):
    """What is on the site, with what a row says instead."""
    said = {name: row["values"][name] for name in row["changed"]}
    if "citations" in said:
        said["citations"] = _citations(now["citations"], said["citations"])
    return now | said


def _citations(now, wanted):
    """A source that stays keeps its heading; a new one gets its key when it is saved."""
    kept = [part for part in now if part["publication"] in wanted]
    blank = {field.name: field.get_default() for field in part_columns(Citation)}
    new = sorted(set(wanted) - {part["publication"] for part in kept})
    return [*kept, *(blank | {"id": -number, "publication": key} for number, key in enumerate(new, 1))]


def _source(made, row):
    known = {"name": made.file_name[:150], "line": row["line"]}
    return _("Uit het bestand %(name)s, regel %(line)d.") % known


def taken_on(made):
    """The rows of an import whose concept an editor went on with: it was edited, sent on, or is on the site."""
    rows = made.drafted()
    concepts = Revision.objects.filter(initiative__in=[row["pk"] for row in rows], state=RevisionState.CONCEPT)
    untouched = set(concepts.values_list("initiative", "number"))
    return [row for row in rows if (row["pk"], row["revision"]) not in untouched]


def take_back(rows):
    """Set concepts aside that nobody went on with; they stay among the revisions."""
    Revision.objects.open().filter(initiative__in=[row["pk"] for row in rows]).supersede()
