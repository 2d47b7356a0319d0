"""The checklist before publishing, above the form of an initiative."""

from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from initiatives.checklist.findings import Level
from initiatives.checklist.rules import run_checklist

INLINES = {"citations", "results", "galleryitems"}


def checklist_rows(initiative):
    """The findings of an initiative for its form: a list of (level, list of (address on the page, label, sentence))."""
    findings = run_checklist(initiative)
    return [
        (Level(level), [_row(initiative, finding) for finding in of_level])
        for level, of_level in groupby(findings, key=attrgetter("level"))
    ]


def _row(initiative, finding):
    field = initiative._meta.get_field(finding.field)
    if finding.field in INLINES:
        label, anchor = field.related_model._meta.verbose_name_plural, f"{finding.field}-group"
    else:
        label, anchor = field.verbose_name, f"id_{finding.field}"
    return anchor, capfirst(label), finding.sentence


def warn_after_publishing(model_admin, request, initiative):
    """Say which warnings of the checklist there are about an initiative that was just published."""
    findings = run_checklist(initiative)
    warnings = [finding for finding in findings if finding.level == Level.WARNING]
    if warnings:
        sentences = " ".join(str(finding.sentence) for finding in warnings)
        text = _("‘%(record)s’ staat op de site. Kijk nog hiernaar: %(sentences)s")
        model_admin.message_user(request, text % {"record": initiative, "sentences": sentences}, messages.WARNING)
