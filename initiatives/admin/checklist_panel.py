"""The checklist before publishing, above the form of an initiative."""

from itertools import groupby
from operator import attrgetter

from django.contrib import messages
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from initiatives.checklist.findings import Level
from initiatives.checklist.rules import run_checklist

INLINES = {"citations", "results"}


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


class ChecklistAdmin:
    """Shows the checklist above the form, and its warnings after publishing."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["checklist"] = checklist_rows(obj) if obj and not add and not context["errors"] else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def after_publishing(self, request, record):
        """Warn of what is on the site now and still needs a look."""
        findings = run_checklist(record)
        warnings = [str(finding.sentence) for finding in findings if finding.level == Level.WARNING]
        if warnings:
            text = _("‘%(record)s’ staat op de site. Kijk nog hiernaar: %(sentences)s")
            self.message_user(request, text % {"record": record, "sentences": " ".join(warnings)}, messages.WARNING)
