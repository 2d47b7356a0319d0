"""Importing what was checked, and undoing it: each as one change.

New rows become drafts, and others change a draft. A row about what is on the site becomes a draft beside it, and
visitors see nothing of that.
"""

from dataclasses import replace

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag

from core import generation
from core.codes import next_code
from core.generation import content_change
from core.jobs import JobFailed
from core.jobs.background import begin_last_step, renew_lease
from core.text import readable
from editorial.audit.request_log import record_logged
from editorial.revisions.models import Revision, save_drafts
from editorial.revisions.snapshot import part_fields, take_many
from initiatives.models import Citation, Initiative
from initiatives.slugs import free_slug, used_slugs
from search import index

from .columns import BY_NAME, PARTS, PLAIN, RELATIONS
from .edited import rows_edited_since
from .models import SheetImport
from .planning import plan
from .rows import Outcome
from .stored_values import EXACT, matched, stored_values, write_relations

PREFIX = "RED-"
BATCH = 200


class ImportRefused(JobFailed):
    """The import was refused and nothing was written; the reason is a Dutch sentence."""


def save_import(file_name, rows, user=None):
    """Save the rows of a file, with what importing them would do; returns the `SheetImport`."""
    sheet_import = SheetImport(file_name=readable(file_name)[:200], created_by=user)
    sheet_import.import_rows = plan(rows)
    sheet_import.save()
    return sheet_import


def plan_again(sheet_import):
    """Plan the rows anew, for the initiatives may have changed since; returns whether that made a difference."""
    rows = sheet_import.import_rows
    planned = plan(rows, sheet_import.editor_choices.decisions)
    sheet_import.import_rows = planned
    unapplied = SheetImport.objects.filter(pk=sheet_import.pk, state=SheetImport.State.CHECKED)
    unapplied.update(rows=sheet_import.rows, counts=sheet_import.counts)
    return any(
        (old.outcome, old.changed, old.problems) != (new.outcome, new.changed, new.problems)
        for old, new in zip(rows, planned, strict=True)
    )


def apply(key, user=None, good_only=False):
    """Write what was checked: new rows become drafts, others change a draft, or become a draft beside the site.

    Args: key, of a `SheetImport`; user, who does it; good_only, whether wrong rows are left out.
    Returns: the `SheetImport`.
    Raises: ImportRefused when it is not the time, when a row is wrong, or when an initiative changed since the check.
    """
    number = generation.read().number
    is_different = plan_again(SheetImport.objects.get(pk=key))  # this takes long, so it is done while others can write
    begin_last_step(_("Rijen importeren"))
    with content_change(since=number) as is_up_to_date:
        renew_lease()
        sheet_import = SheetImport.objects.get(pk=key)
        if sheet_import.state != SheetImport.State.CHECKED:
            raise ImportRefused(_("Dit bestand is al geïmporteerd, of de kolommen zijn nog niet gekozen."))
        if is_different or (not is_up_to_date and plan_again(sheet_import)):
            raise ImportRefused(_("Er is intussen iets veranderd. Bekijk de rijen opnieuw, en bevestig dan."))
        if sheet_import.error_count and not good_only:
            raise ImportRefused(_("Er staan nog fouten in. Verbeter het bestand, of kies alleen de goede rijen."))
        sheet_import.applied_at = timezone.now()
        rows = sheet_import.import_rows
        written = _write(sheet_import, rows)
        drafts = _save_drafts(sheet_import, rows, user)
        imported = {row.key: row for row in [*written, *drafts]}
        sheet_import.import_rows = [imported.get(row.key, row) for row in rows]
        sheet_import.state = SheetImport.State.APPLIED
        sheet_import.forget_imported()
        sheet_import.save()
        _log(user, sheet_import, written, drafts)
    return sheet_import


def _write(sheet_import, rows):
    """Write the rows that are new or change a draft; returns them as they are then."""
    moment = sheet_import.applied_at
    new = _create([row for row in rows if row.outcome == Outcome.NEW], moment)
    changed = _change([row for row in rows if row.outcome == Outcome.CHANGED], moment)
    names = [*RELATIONS, *PARTS]
    relations = {row.pk: {name: row.values[name] for name in row.changed if name in names} for row in changed}
    relations |= {row.pk: {name: row.values.get(name, []) for name in names} for row in new}
    sheet_import.made_tags = write_relations(relations)
    index.update(Initiative.objects.filter(pk__in=list(relations)))
    return [*new, *changed]


def _create(rows, moment):
    """Create the initiatives of new rows, each with an address and a code of its own; returns the written rows."""
    slugs = used_slugs()
    codes = _codes(rows)
    records = []
    for row, code in zip(rows, codes, strict=True):
        values = {name: row.values.get(name, BY_NAME[name].empty) for name in PLAIN}
        slug = free_slug(row.title, slugs, "initiatief")
        slugs.add(slug)
        records.append(Initiative(code=code, slug=slug, **_by_attname(values)))
    Initiative.objects.bulk_create(records, batch_size=BATCH)
    created = Initiative.objects.filter(code__in=codes)
    created.update(updated_at=moment)
    keys = dict(created.values_list("code", "pk"))
    return [row.as_written(pk=keys[code], code=code, before=None) for row, code in zip(rows, codes, strict=True)]


def _codes(rows):
    """The code of each new row: its own, or else the next that is free."""
    number = int(next_code(Initiative, PREFIX).removeprefix(PREFIX))
    taken = {row.code for row in rows}
    codes = []
    for row in rows:
        code = row.code
        while not code:
            candidate, number = f"{PREFIX}{number:04d}", number + 1
            code = "" if candidate in taken else candidate
        codes.append(code)
    return codes


def _change(rows, moment):
    """Change the fields of drafts; returns the written rows."""
    stored = stored_values(row.pk for row in rows)
    written = []
    for row in rows:
        names = [*row.changed, *(EXACT[name] for name in row.changed if name in EXACT)]
        before = {name: stored[row.pk][name] for name in names}
        _update(row.pk, {name: row.values[name] for name in row.changed}, moment)
        written.append(row.as_written(pk=row.pk, code=row.code, before=before))
    return written


def _by_attname(values):
    """Values under the names of the columns in the database."""
    return {Initiative._meta.get_field(name).attname: value for name, value in values.items()}


def _update(key, values, moment):
    plain = {name: value for name, value in values.items() if name in PLAIN}
    Initiative.objects.filter(pk=key).update(updated_at=moment, **_by_attname(plain))


def _save_drafts(sheet_import, rows, user):
    """Save the rows about what is on the site as drafts; returns them, each with the revision that it became."""
    rows = [row for row in rows if row.outcome == Outcome.DRAFT]
    live = take_many([row.pk for row in rows])
    contents = [(row.pk, _draft_content(row, live[row.pk]), _draft_note(sheet_import, row)) for row in rows]
    revisions = save_drafts(contents, user, live)
    return [replace(row, revision=revision.number) for row, revision in zip(rows, revisions, strict=True)]


def _draft_content(row, live):
    """Published content with the values of a row instead of its own."""
    values = {name: row.values[name] for name in row.changed}
    if "citations" in values:
        values["citations"] = _draft_citations(live["citations"], values["citations"])
    return live | values | {part: _draft_parts(part, live[part], values[part]) for part in PARTS if part in values}


def _draft_parts(name, live, parts):
    """The results or partners of a draft: those that match live ones have their keys, new ones have none yet."""
    staying, new = matched(name, live, parts)
    return [*staying, *({"id": -number} | part for number, part in enumerate(new, 1))]


def _draft_citations(live, publications):
    """A source that stays keeps its heading; a new one gets its key when it is saved."""
    remaining = [part for part in live if part["publication"] in publications]
    blank = {field.name: field.get_default() for field in part_fields(Citation)}
    new = sorted(set(publications) - {part["publication"] for part in remaining})
    return [*remaining, *(blank | {"id": -number, "publication": key} for number, key in enumerate(new, 1))]


def _draft_note(sheet_import, row):
    text = _("Uit het bestand %(name)s, regel %(line)d.")
    return text % {"name": sheet_import.file_name[:150], "line": row.line}


def undo(key, user=None):
    """Undo an import: what it created goes, what it changed gets its old values, its drafts are set aside.

    Args: key, of a `SheetImport`; user, who does it.
    Returns: the rows that stay, because an editor went on with them.
    Raises: ImportRefused when there is nothing to undo.
    """
    begin_last_step(_("Import ongedaan maken"))
    with content_change():
        renew_lease()
        sheet_import = SheetImport.objects.get(pk=key)
        if sheet_import.state != SheetImport.State.APPLIED:
            raise ImportRefused(_("Deze import is niet uitgevoerd, of al ongedaan gemaakt."))
        retained = [replace(row, is_retained=True) for row in rows_edited_since(sheet_import)]
        retained_by_key = {row.key: row for row in retained}
        all_rows = sheet_import.import_rows
        rows = [row for row in all_rows if row.key not in retained_by_key]
        written, drafts = [row for row in rows if row.is_written], [row for row in rows if row.revision is not None]
        if retained and not written and not drafts:
            text = _("Alle rijen zijn intussen door een redacteur gewijzigd. Er is niets ongedaan gemaakt.")
            raise ImportRefused(text)
        sheet_import.undone_at = timezone.now()
        _log(user, sheet_import, written, drafts)
        _restore(sheet_import, written)
        Revision.objects.open().filter(initiative__in=[row.pk for row in drafts]).supersede()
        sheet_import.import_rows = [retained_by_key.get(row.key, row) for row in all_rows]
        sheet_import.state = SheetImport.State.UNDONE
        sheet_import.save()
    return retained


def _restore(sheet_import, rows):
    """Delete the initiatives that were created, and give the others their old values."""
    created = [row.pk for row in rows if row.is_created]
    before = {row.pk: row.before for row in rows if not row.is_created}
    index.remove(Initiative, created)
    Initiative.objects.filter(pk__in=created).delete()
    for key, values in before.items():
        _update(key, values, sheet_import.undone_at)
    write_relations({key: {n: v for n, v in values.items() if n not in PLAIN} for key, values in before.items()})
    index.update(Initiative.objects.filter(pk__in=list(before)))
    Tag.objects.filter(pk__in=sheet_import.made_tags, taggit_taggeditem_items__isnull=True).delete()


def _log(user, sheet_import, written, drafts):
    """Write in the history of each initiative what happened to it."""
    if user is None:
        return
    undone = sheet_import.undone_at is not None
    text = _("Import ongedaan gemaakt: %s.") if undone else _("Geïmporteerd uit %s.")
    created = [row.pk for row in written if row.is_created]
    changed = [row.pk for row in [*written, *drafts] if row.pk not in set(created)]
    for keys, flag in ((created, DELETION if undone else ADDITION), (changed, CHANGE)):
        initiatives = list(Initiative.objects.filter(pk__in=keys))
        if initiatives:
            record_logged(initiatives, flag)
            LogEntry.objects.log_actions(user.pk, initiatives, flag, text % str(sheet_import))
