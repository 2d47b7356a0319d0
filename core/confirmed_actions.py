"""Actions on chosen records of a list, confirmed on a page that says what will happen and what is left out."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .fields import LineField
from .publishing import NO_REASON, publish_refusals
from .records import State

MAX_RECORDS = 200  # records at once: so many can be read on one page


class ConfirmationPage(TemplateResponse):
    """The page that asks to confirm an action, of which nothing was performed yet."""


class ConfirmedAction:
    """An action on chosen records that an editor first confirms, having read what it does.

    A subclass describes it in words, says which records are left out (`refusals`), and performs it on one (`perform`).
    """

    name = ""
    title = consequence = button = ""
    back = ""  # where who does not confirm goes, if not to the list
    success_message = None  # an `ngettext_lazy` of n, the number of records
    form = forms.Form

    def __init__(self, model_admin, request):
        self.model_admin, self.request = model_admin, request

    def refusals(self, record, cleaned_data):
        """Why a record is left out: a list of sentences, empty when it is not; cleaned_data, of the form so far."""
        return []

    def remark(self, record):
        """Remark shown in brackets behind this record: a few words; empty when there is none."""
        return ""

    def perform(self, record, cleaned_data):
        """Perform the action on one record, and log it."""
        raise NotImplementedError

    def respond(self, queryset):
        """Perform what was confirmed (None), or return the page to confirm; that again when more is left out since."""
        records = list(queryset[: MAX_RECORDS + 1])
        if len(records) > MAX_RECORDS:
            text = _("Kies hoogstens %(most)s records tegelijk.") % {"most": MAX_RECORDS}
            return self.model_admin.message_user(self.request, text, messages.WARNING)
        form = self.form(self.request.POST if "confirm" in self.request.POST else None)
        cleaned_data = form.cleaned_data if form.is_valid() else {}
        chosen, left_out = self._split(records, cleaned_data)
        if form.is_valid() and chosen and not left_out:
            return self._perform_all(chosen, cleaned_data)
        return self._confirmation_page(chosen, left_out, form)

    def perform_now(self, queryset):
        """Perform the action without a page; the editor reads why the other records are left out."""
        chosen, left_out = self._split(queryset, {})
        for record, reasons in left_out:
            text = _("‘%(record)s’: %(reasons)s") % {"record": record, "reasons": " ".join(map(str, reasons))}
            self.model_admin.message_user(self.request, text, messages.ERROR)
        if chosen:
            self._perform_all(chosen, {})

    def _split(self, records, cleaned_data):
        pairs = [(record, self._all_refusals(record, cleaned_data)) for record in records]
        return [record for record, reasons in pairs if not reasons], [pair for pair in pairs if pair[1]]

    def _all_refusals(self, record, cleaned_data):
        if not self.model_admin.has_change_permission(self.request, record):
            return [_("Dit mag u niet wijzigen.")]
        return self.refusals(record, cleaned_data)

    def _perform_all(self, records, cleaned_data):
        for record in records:
            self.perform(record, cleaned_data)
        self.model_admin.message_user(self.request, self.success_message % {"n": len(records)}, messages.SUCCESS)

    def _confirmation_page(self, chosen, left_out, form):
        context = {
            **self.model_admin.admin_site.each_context(self.request),
            "title": self.title,
            "opts": self.model_admin.opts,
            "action": self,
            "chosen": [(record, self.remark(record)) for record in chosen],
            "left_out": left_out,
            "form": form,
            "needs_another_look": bool(chosen) and form.is_valid(),
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return ConfirmationPage(self.request, "admin/confirm_action.html", context)


class PublishAction(ConfirmedAction):
    """Publishes the records that are complete."""

    name, title, button = "publish", _("Wilt u dit publiceren?"), _("Publiceren")
    consequence = _("Deze records komen meteen op de site.")
    success_message = ngettext_lazy("%(n)d record gepubliceerd.", "%(n)d records gepubliceerd.", "n")

    def refusals(self, record, cleaned_data):
        if record.is_published:
            return [_("Dit staat al op de site.")]
        return publish_refusals(record)

    def perform(self, record, cleaned_data):
        record.state, record.withdrawal_reason = State.PUBLISHED, ""
        self.model_admin.save_state(self.request, record, _("Gepubliceerd."))
        self.model_admin.after_publishing(self.request, record)


class WithdrawForm(forms.Form):
    """Asks why records disappear from the site."""

    reason = LineField(
        label=_("Reden"),
        max_length=300,
        help_text=_("Bezoekers zien deze reden op het oude adres. Hoogstens 300 tekens."),
        error_messages={"required": NO_REASON},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawAction(ConfirmedAction):
    """Takes records off the site; the old address says why."""

    name, title, button = "withdraw", _("Weet u zeker dat u dit wilt intrekken?"), _("Intrekken")
    consequence = _("Deze records verdwijnen van de site. Op het oude adres staat dan waarom.")
    success_message = ngettext_lazy("%(n)d record ingetrokken.", "%(n)d records ingetrokken.", "n")
    form = WithdrawForm

    def refusals(self, record, cleaned_data):
        return [] if record.is_published else [_("Dit staat niet op de site.")]

    def perform(self, record, cleaned_data):
        record.state, record.withdrawal_reason = State.WITHDRAWN, cleaned_data["reason"]
        self.model_admin.save_state(self.request, record, _("Ingetrokken: %(reason)s") % cleaned_data)
