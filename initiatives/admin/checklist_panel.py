"""The checklist before publishing, above the form of an initiative."""

from itertools import groupby

from django.contrib import messages
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from initiatives.checklist.findings import Level
from initiatives.checklist.rules import run_checklist

PARTS = {"citations", "results"}


def checklist_rows(initiative):
    """The findings of an initiative for its form: a list of (level, list of (address on the page, label, sentence))."""
    found = run_checklist(initiative)
    return [(Level(level), [_row(initiative, finding) for finding in some]) for level, some in groupby(found, _level)]


def _level(finding):
    return finding.level


def _row(initiative, finding):
    field = initiative._meta.get_field(finding.field)
    if finding.field in PARTS:
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
        """Say what is on the site now and still needs a look."""
        found = [finding for finding in run_checklist(record) if finding.level == Level.WARNING]
        if found:
            sentences = " ".join(str(finding.sentence) for finding in found)
            text = _("‘%(record)s’ staat op de site. Kijk nog hiernaar: %(sentences)s")
            self.message_user(request, text % {"record": record, "sentences": sentences}, messages.WARNING)
