"""Actions on chosen records of a list: each first asks, and says what will happen, and what is left out and why."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .publishing import publish_refusals
from .records import State

MOST = 200  # records at once: so many can be read on one page


class ConfirmedAction:
    """Something to do with chosen records, once an editor has read what it does and confirmed it.

    A subclass says what it is in words, what is left out (`why_not`), and does it to one record (`do`).
    """

    action = ""
    title = consequence = button = ""
    done = None  # how many records it was done to, as an `ngettext_lazy` of n
    form = forms.Form

    def __init__(self, desk, request):
        self.desk, self.request = desk, request

    def why_not(self, record, answers):
        """Why this is not done to a record: sentences, none when it is; answers, what the form has so far."""
        return []

    def how(self, record):
        """What is special about doing it to this record: a few words, or nothing."""
        return ""

    def do(self, record, answers):
        """Do it to one record, and note who did it."""
        raise NotImplementedError

    def answer(self, queryset):
        """The page that asks, also when something was left out since it was read; None once it is done."""
        records = list(queryset[: MOST + 1])
        if len(records) > MOST:
            text = _("Kies hoogstens %(most)s records tegelijk.") % {"most": MOST}
            return self.desk.message_user(self.request, text, messages.WARNING)
        form = self.form(self.request.POST if "confirm" in self.request.POST else None)
        answers = form.cleaned_data if form.is_valid() else {}
        chosen, left_out = self._split(records, answers)
        if form.is_valid() and chosen and not left_out:
            return self._do(chosen, answers)
        return self._ask(chosen, left_out, form)

    def at_once(self, queryset):
        """Without asking: do it where that is possible, and say of the rest why not."""
        chosen, left_out = self._split(queryset, {})
        for record, reasons in left_out:
            text = _("‘%(record)s’: %(reasons)s") % {"record": record, "reasons": " ".join(map(str, reasons))}
            self.desk.message_user(self.request, text, messages.ERROR)
        if chosen:
            self._do(chosen, {})

    def _split(self, records, answers):
        judged = [(record, self._reasons(record, answers)) for record in records]
        return [record for record, reasons in judged if not reasons], [found for found in judged if found[1]]

    def _reasons(self, record, answers):
        if not self.desk.has_change_permission(self.request, record):
            return [_("Dit mag u niet wijzigen.")]
        return self.why_not(record, answers)

    def _do(self, records, answers):
        for record in records:
            self.do(record, answers)
        self.desk.message_user(self.request, self.done % {"n": len(records)}, messages.SUCCESS)

    def _ask(self, chosen, left_out, form):
        context = {
            **self.desk.admin_site.each_context(self.request),
            "title": self.title,
            "opts": self.desk.opts,
            "asked": self,
            "chosen": [(record, self.how(record)) for record in chosen],
            "left_out": left_out,
            "form": form,
            "is_again": bool(chosen) and form.is_valid(),
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        response = TemplateResponse(self.request, "admin/confirm_action.html", context)
        response.only_asks = True
        return response


class PublishAction(ConfirmedAction):
    """Puts what is fit on the site."""

    action, title, button = "publish", _("Wilt u dit publiceren?"), _("Publiceren")
    consequence = _("Deze records komen meteen op de site.")
    done = ngettext_lazy("%(n)d record gepubliceerd.", "%(n)d records gepubliceerd.", "n")

    def why_not(self, record, answers):
        if record.is_published:
            return [_("Dit staat al op de site.")]
        return publish_refusals(record)

    def do(self, record, answers):
        record.state, record.withdrawal_reason = State.PUBLISHED, ""
        self.desk.save_state(self.request, record, _("Gepubliceerd."))
        self.desk.after_publishing(self.request, record)


class WithdrawForm(forms.Form):
    """Asks why records disappear from the site."""

    reason = forms.CharField(
        label=_("Reden"),
        max_length=300,
        help_text=_("Bezoekers zien deze reden op het oude adres. Hoogstens 300 tekens."),
        error_messages={"required": _("Schrijf op waarom u dit intrekt. Bezoekers zien deze reden.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawAction(ConfirmedAction):
    """Takes records off the site; the old address says why."""

    action, title, button = "withdraw", _("Weet u zeker dat u dit wilt intrekken?"), _("Intrekken")
    consequence = _("Deze records verdwijnen van de site. Op het oude adres staat dan waarom.")
    done = ngettext_lazy("%(n)d record ingetrokken.", "%(n)d records ingetrokken.", "n")
    form = WithdrawForm

    def why_not(self, record, answers):
        return [] if record.is_published else [_("Dit staat niet op de site.")]

    def do(self, record, answers):
        record.state, record.withdrawal_reason = State.WITHDRAWN, answers["reason"]
        self.desk.save_state(self.request, record, _("Ingetrokken: %(reason)s") % answers)
