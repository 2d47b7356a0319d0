"""Admin for questions of visitors: an editor forwards one, and may save the mailbox as a contact agreement."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin_base import DeskAdmin
from editorial.reviews.contacts import end_agreements, save_agreement
from editorial.reviews.models import page_problem
from editorial.submissions.admin import WrittenByVisitorsMixin
from initiatives.publishability import looks_personal

from . import notifications, relay
from .models import Question

INSTRUCTIONS = _(
    "Zoek een gedeelde postbus van de gemeente, vul die in en sla op: de vraag gaat er meteen heen. De gemeente "
    "antwoordt de vrager zelf. Het mailadres van de vrager ziet u niet. Is de vraag bezorgd, dan is de tekst gewist."
)


class ForwardForm(forms.ModelForm):
    """Form to forward a question to a mailbox, or to close it with a reason."""

    class SaveFor:
        """Choices for the contact agreement to save the mailbox in."""

        MUNICIPALITY, INITIATIVE, NOT = "gemeente", "initiatief", "niet"
        CHOICES = [
            (MUNICIPALITY, _("Ja, voor alle voorbeelden van de gemeente")),
            (INITIATIVE, _("Ja, alleen voor dit voorbeeld")),
            (NOT, _("Nee, alleen voor deze vraag")),
        ]

    save_for = forms.ChoiceField(
        label=_("De gemeente gaat akkoord met vragen: bewaar deze postbus"),
        choices=SaveFor.CHOICES,
        initial=SaveFor.MUNICIPALITY,
        required=False,
        help_text=_("Vraag het eerst. Nieuwe vragen gaan er dan een jaar lang heen; vragers lezen van het akkoord."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_own = self.instance.pk and not self.instance.municipality  # not of one that only considers it
        known = self.instance.initiative.contact_email if is_own else ""
        if "mailbox" in self.fields and not self.instance.mailbox and not looks_personal(known):
            self.initial["mailbox"] = known
        if self.instance.pk and len(self.instance.municipalities) != 1:
            self.initial["save_for"] = self.SaveFor.INITIATIVE

    def clean(self):
        cleaned = super().clean()
        if "mailbox" not in self.fields:  # another editor was first
            return cleaned
        if looks_personal(cleaned.get("mailbox") or ""):
            self.add_error("mailbox", _("Dit lijkt het adres van een persoon. Gebruik een gedeelde postbus."))
        if not cleaned.get("mailbox") and not cleaned.get("reason") and not self.errors:
            self.add_error("mailbox", _("Vul een postbus in, of schrijf waarom u de vraag niet doorstuurt."))
        is_of_more = len(self.instance.municipalities) != 1
        if is_of_more and not cleaned.get("reason") and cleaned.get("save_for") == self.SaveFor.MUNICIPALITY:
            self.add_error("save_for", _("Dit voorbeeld is van meer gemeenten. Bewaar de postbus voor dit voorbeeld."))
        is_of_one = cleaned.get("save_for") == self.SaveFor.INITIATIVE and not cleaned.get("reason")
        if is_of_one and self.instance.municipality:
            self.add_error("save_for", _("Deze gemeente overweegt het alleen. Bewaar de postbus voor de gemeente."))
        problem = page_problem(self.instance.initiative, cleaned.get("mailbox")) if is_of_one else ""
        if problem and cleaned.get("mailbox"):
            self.add_error("save_for", problem)
        return cleaned


@admin.register(Question)
class QuestionAdmin(WrittenByVisitorsMixin, DeskAdmin):
    """Admin for questions, without their senders; the text is shown only while a question waits for an editor."""

    form = ForwardForm
    list_display = ["initiative", "places", "state", "confirmed_at", "relayed_at", "settled_at"]
    list_filter = ["state"]
    list_select_related = ["initiative", "municipality"]
    search_fields = ["initiative__title", "initiative__municipalities__name"]
    search_help_text = _("Zoek op initiatief of gemeente.")
    actions = ["forget", "returned"]
    shows_usage = False
    shown = ["initiative", "places", "shown_text", "state", "confirmed_at", "relayed_at", "returned_at", "settled_at"]
    fieldsets = [
        (_("Wat doet u ermee?"), {"fields": ["mailbox", "save_for", "reason"], "description": INSTRUCTIONS}),
        (_("De vraag"), {"fields": shown}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_editors().prefetch_related("initiative__municipalities")

    def get_readonly_fields(self, request, obj=None):
        """Make all fields read-only, except those to forward or close a waiting question."""
        is_waiting = obj and obj.state == Question.State.WAITING
        return [*self.shown, *([] if is_waiting else ["mailbox", "reason"])]

    def get_fieldsets(self, request, obj=None):
        if obj and obj.state == Question.State.WAITING:
            return self.fieldsets
        return [(None, {"fields": [*self.shown, "mailbox", "reason"]})]

    @admin.display(description=_("gemeente"))
    def places(self, question):
        """Return the names of the municipalities that it is for."""
        return ", ".join(place.name for place in question.municipalities)

    @admin.display(description=_("vraag"))
    def shown_text(self, question):
        """Return the text of a waiting question; otherwise a sentence that it can no longer be read."""
        is_waiting = question.state == Question.State.WAITING
        return question.text if is_waiting else _("Niet meer te lezen: de vraag is doorgestuurd of gesloten.")

    def save_model(self, request, obj, form, change):
        """Forward or close the question through `relay`, once, instead of saving the columns."""
        mailbox, reason = form.cleaned_data.get("mailbox"), form.cleaned_data.get("reason")
        if reason:
            done, text = relay.close(obj, reason), _("De vraag is gesloten. De vrager krijgt uw reden.")
        else:
            done, text = relay.relay(obj, mailbox), _("De vraag is doorgestuurd. De vrager krijgt daar een mail over.")
            if done:
                notifications.notify_sender(obj, "forwarded")
                self._save_contact(obj, form.cleaned_data.get("save_for"))
        if done:
            self.message_user(request, text, messages.SUCCESS)
        else:
            self.message_user(request, _("Een ander heeft deze vraag net afgehandeld."), messages.WARNING)

    def _save_contact(self, question, choice):
        options = ForwardForm.SaveFor
        if choice == options.MUNICIPALITY:
            save_agreement(question.mailbox, municipality=question.municipalities[0])
        elif choice == options.INITIATIVE:
            save_agreement(question.mailbox, initiative=question.initiative)

    @admin.action(description=_("Wis deze vragen en wie ze stelde"), permissions=["change"])
    def forget(self, request, queryset):
        """Erase questions at the request of whoever asked them."""
        total = queryset.count()
        for question in queryset:
            self.log_change(request, question, str(_("Vraag gewist.")))
            relay.forget(question)
        text = ngettext("%(n)d vraag gewist.", "%(n)d vragen gewist.", total)
        self.message_user(request, text % {"n": total}, messages.SUCCESS)

    @admin.action(description=_("Kwam terug: niet aangekomen"), permissions=["change"])
    def returned(self, request, queryset):
        """Close questions whose mail bounced after delivery, mail their senders, and end the contact agreements."""
        bounced = [question for question in queryset if relay.record_bounce(question)]
        for question in bounced:
            self.log_change(request, question, str(_("Mail kwam terug.")))
        end_agreements({question.mailbox for question in bounced})
        text = ngettext("%(n)d vrager krijgt een mail.", "%(n)d vragers krijgen een mail.", len(bounced))
        self.message_user(request, text % {"n": len(bounced)}, messages.SUCCESS if bounced else messages.WARNING)
