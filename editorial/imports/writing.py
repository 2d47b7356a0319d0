"""Importing what was checked, and taking it back: each as one change."""

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag

from core.codes import next_code
from core.generation import content_change
from core.records import State
from initiatives.models import Initiative
from initiatives.slugs import free_slug, taken_slugs
from search import index

from . import drafting
from .checking import judge
from .columns import BY_NAME, PLAIN, RELATIONS
from .models import Outcome, SheetImport
from .snapshots import snapshots, write_relations

PREFIX = "RED-"
BATCH = 200


class Refused(Exception):
    """Why nothing was written: a Dutch sentence."""


def check(name, rows, user=None):
    """Keep what is in a file, with what importing it would do; returns the saved `SheetImport`."""
    made = SheetImport(file_name=name[:200], rows=rows, created_by=user, counts=judge(rows))
    made.save()
    return made


def check_again(made):
    """Judge the rows anew, for the initiatives may have changed since; returns whether that made a difference."""
    before = [(row["outcome"], row["changed"], row["problems"]) for row in made.rows]
    made.counts = judge(made.rows)
    made.save(update_fields=["rows", "counts"])
    return before != [(row["outcome"], row["changed"], row["problems"]) for row in made.rows]


def apply(key, user=None, good_only=False):
    """Write what was checked: new rows become drafts, others change a draft, or become a concept beside the site.

    Args: key, of a `SheetImport`; user, who does it; good_only, whether wrong rows are left out.
    Returns: the `SheetImport`.
    Raises: Refused when it is not the time, when a row is wrong, or when an initiative changed since the check.
    """
    with content_change():
        made = SheetImport.objects.get(pk=key)
        if made.state != SheetImport.State.CHECKED:
            raise Refused(_("Dit bestand is al geïmporteerd."))
        if check_again(made):
            raise Refused(_("Er is intussen iets veranderd. Bekijk de rijen opnieuw, en bevestig dan."))
        if made.wrong and not good_only:
            raise Refused(_("Er staan nog fouten in. Verbeter het bestand, of kies alleen de goede rijen."))
        made.applied_at = timezone.now()
        _write(made)
        drafting.keep(made, user)
        made.state = SheetImport.State.APPLIED
        made.save()
        _note(user, made, made.written(), made.drafted())
    return made


def _write(made):
    new = [row for row in made.rows if row["outcome"] == Outcome.NEW]
    changed = [row for row in made.rows if row["outcome"] == Outcome.CHANGED]
    _create(new, made.applied_at)
    old = snapshots(row["pk"] for row in changed)
    for row in changed:
        names = [*row["changed"], *(["cited"] if "citations" in row["changed"] else [])]
        row["before"] = {name: old[row["pk"]][name] for name in names}
        _update(row["pk"], {name: row["values"][name] for name in row["changed"]}, made.applied_at)
    links = {row["pk"]: {name: row["values"][name] for name in row["changed"] if name in RELATIONS} for row in changed}
    links |= {row["pk"]: {name: row["values"].get(name, []) for name in RELATIONS} for row in new}
    made.made_tags = write_relations(links)
    index.update(Initiative.objects.filter(pk__in=list(links)))


def _create(rows, now):
    """Make the initiatives of new rows, each with an address and a code of its own."""
    slugs = taken_slugs()
    number = int(next_code(Initiative, PREFIX).removeprefix(PREFIX))
    taken = {row["code"] for row in rows}
    records = []
    for row in rows:
        while not row["code"] and (code := f"{PREFIX}{number:04d}"):
            row["code"], number = "" if code in taken else code, number + 1
        values = {name: row["values"].get(name, BY_NAME[name].empty) for name in PLAIN}
        slug = free_slug(row["title"], slugs, "initiatief")
        slugs.add(slug)
        records.append(Initiative(code=row["code"], slug=slug, **_stored(values)))
    Initiative.objects.bulk_create(records, batch_size=BATCH)
    Initiative.objects.filter(code__in=[row["code"] for row in rows]).update(updated_at=now)
    keys = dict(Initiative.objects.filter(code__in=[row["code"] for row in rows]).values_list("code", "pk"))
    for row in rows:
        row["pk"], row["before"] = keys[row["code"]], None


def _stored(values):
    """Values under the names of the columns in the database."""
    return {Initiative._meta.get_field(name).attname: value for name, value in values.items()}


def _update(key, values, now):
    plain = {name: value for name, value in values.items() if name in PLAIN}
    Initiative.objects.filter(pk=key).update(updated_at=now, **_stored(plain))


def edited_since(made):
    """The rows of an import that cannot be taken back, because an editor went on with what it wrote."""
    return sorted([*_edited(made), *drafting.taken_on(made)], key=lambda row: row["line"])


def _edited(made):
    rows = made.written()
    keys = [row["pk"] for row in rows]
    untouched = Initiative.objects.filter(pk__in=keys, state=State.DRAFT, updated_at=made.applied_at)
    kept = set(untouched.values_list("pk", flat=True))
    now = snapshots(kept)
    linked = Q(related__isnull=False) | Q(children__isnull=False) | Q(stands__isnull=False)
    in_use = set(Initiative.objects.filter(linked, pk__in=keys).values_list("pk", flat=True))
    return [
        row
        for row in rows
        if row["pk"] not in kept
        or any(now[row["pk"]][name] != row["values"][name] for name in row["changed"])
        or (row["before"] is None and row["pk"] in in_use)
    ]


def undo(key, user=None):
    """Take an import back: what it made goes, what it changed gets its old values.

    Args: key, of a `SheetImport`; user, who does it.
    Returns: the rows that stay, because an editor went on with them.
    Raises: Refused when it is not there to be taken back.
    """
    with content_change():
        made = SheetImport.objects.get(pk=key)
        if made.state != SheetImport.State.APPLIED:
            raise Refused(_("Deze import is niet uitgevoerd, of al ongedaan gemaakt."))
        kept = edited_since(made)
        for row in kept:
            row["kept"] = True
        rows, concepts = ([row for row in some if "kept" not in row] for some in (made.written(), made.drafted()))
        if kept and not rows and not concepts:
            raise Refused(_("Alle rijen zijn intussen door een redacteur gewijzigd. Er is niets ongedaan gemaakt."))
        made.undone_at = timezone.now()
        _note(user, made, rows, concepts)
        _take_back(rows, made)
        drafting.take_back(concepts)
        made.state = SheetImport.State.UNDONE
        made.save()
    return kept


def _take_back(rows, made):
    gone = [row["pk"] for row in rows if row["before"] is None]
    back = {row["pk"]: row["before"] for row in rows if row["before"] is not None}
    index.remove(Initiative, gone)
    Initiative.objects.filter(pk__in=gone).delete()
    for key, values in back.items():
        _update(key, values, made.undone_at)
    write_relations({key: {n: v for n, v in values.items() if n not in PLAIN} for key, values in back.items()})
    index.update(Initiative.objects.filter(pk__in=list(back)))
    Tag.objects.filter(pk__in=made.made_tags, taggit_taggeditem_items__isnull=True).delete()


def _note(user, made, rows, concepts):
    """Write in the history of each initiative what happened to it."""
    if user is None:
        return
    undone = made.undone_at is not None
    text = _("Import ongedaan gemaakt: %s.") if undone else _("Geïmporteerd uit %s.")
    new = [row["pk"] for row in rows if row["before"] is None]
    changed = [row["pk"] for row in [*rows, *concepts] if row["pk"] not in set(new)]
    for keys, flag in ((new, DELETION if undone else ADDITION), (changed, CHANGE)):
        some = list(Initiative.objects.filter(pk__in=keys))
        if some:
            LogEntry.objects.log_actions(user.pk, some, flag, text % str(made))
