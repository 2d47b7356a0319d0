"""A long sheet: checking its rows, importing them, undoing that and writing one are done in the background."""

from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from core.jobs.background import BackgroundWork, start
from editorial.audit.request_log import record_logged, recording_for

from .applying import apply, undo
from .columns import PARTS
from .exports import EXPORT, purge_exports, write_export
from .models import SheetImport
from .steps import choose_columns, save_choices

CHECK, APPLY, UNDO = "check_sheet", "apply_sheet", "undo_sheet"
MOST_ROWS = {CHECK: 600, APPLY: 200, UNDO: 600}  # that are done within two seconds on a busy machine


def is_long(name, sheet_import):
    """Whether a kind of work takes so long for this sheet that nobody should have to wait for it."""
    parts = sum(len(row.get("parts", {}).get(part, [])) for row in sheet_import.rows for part in PARTS)
    lines = [sheet_import.table, *sheet_import.table.get("parts", {}).values()]
    count = sum(len(table.get("lines", [])) for table in lines)  # the import forgets the lines that it wrote
    return max(len(sheet_import.rows) + parts, count) > MOST_ROWS[name]


def check_or_start(sheet_import, choices, user):
    """Check the rows by what an editor chose: at once, or in the background when there are many.

    Raises: ImportRefused, as `choose_columns`.
    """
    if not is_long(CHECK, sheet_import):
        choose_columns(sheet_import, choices)
        return
    save_choices(sheet_import, choices)
    start(CHECK, sheet_import, user)


def outcome(sheet_import, retained=0):
    """Outcome of an import or its undo, in words; retained, the number of rows that stay: edited since."""
    is_applied = sheet_import.state == SheetImport.State.APPLIED
    count = sheet_import.importable_count - retained
    begin = _("Geïmporteerd.") if is_applied else _("Ongedaan gemaakt.")
    sentences = [begin, ngettext("%(n)d initiatief.", "%(n)d initiatieven.", count) % {"n": count}]
    if is_applied and sheet_import.draft_count:
        text = ngettext(
            "%(n)d daarvan is een concept: op de site verandert nog niets.",
            "%(n)d daarvan zijn een concept: op de site verandert nog niets.",
            sheet_import.draft_count,
        )
        sentences.append(text % {"n": sheet_import.draft_count})
    return " ".join(sentences)


def _check(job):
    sheet_import = SheetImport.objects.get(pk=job.object_key)
    choose_columns(sheet_import, sheet_import.editor_choices)
    return _("De rijen zijn gecontroleerd: %s.") % sheet_import.summary


def _apply(job):
    sheet_import = SheetImport.objects.get(pk=job.object_key)
    if sheet_import.state == SheetImport.State.APPLIED:  # by a process that died before it could say so
        return outcome(sheet_import)
    return _recorded(job, lambda: outcome(apply(job.object_key, job.created_by, job.parameters["good_only"])))


def _undo(job):
    sheet_import = SheetImport.objects.get(pk=job.object_key)
    if sheet_import.state == SheetImport.State.UNDONE:
        return outcome(sheet_import, sum(row.is_retained for row in sheet_import.import_rows))
    return _recorded(job, lambda: _undone(job))


def _undone(job):
    retained = undo(job.object_key, job.created_by)
    return outcome(SheetImport.objects.get(pk=job.object_key), len(retained))


def _recorded(job, work):
    """Do some work, with its lines in the audit log and in the history of the import."""
    user = job.created_by
    with recording_for(user.get_username() if user else "", job.parameters["origin"]):
        text = work()
        sheet_import = SheetImport.objects.filter(pk=job.object_key)
        record_logged(sheet_import, CHANGE)
        if user:
            LogEntry.objects.log_actions(user.pk, sheet_import, CHANGE, text, single_object=True)
    return text


WORK = [
    BackgroundWork(CHECK, gettext_lazy("Rijen controleren"), _check),
    BackgroundWork(APPLY, gettext_lazy("Rijen importeren"), _apply),
    BackgroundWork(UNDO, gettext_lazy("Import ongedaan maken"), _undo),
    BackgroundWork(EXPORT, gettext_lazy("Werkblad maken"), write_export),
]
JOBS = [TimedJob("purge_exports", gettext_lazy("Oude werkbladen wissen"), timedelta(days=1), purge_exports)]
