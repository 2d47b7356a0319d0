"""Admin for submissions."""

from functools import partial

from django.contrib import admin, messages
from django.forms import modelform_factory
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin_base import DeskAdmin
from editorial.outbox.queue import erase_mails_to
from initiatives.admin.initiative_admin import AdoptionInline
from initiatives.models import Adoption, Initiative

from .adoption_desk import adoption_page
from .models import Addition, Submission
from .notifications import notify
from .retention import ANONYMISED

INSTRUCTIONS = _(
    "Van een aangemeld initiatief staat al een concept klaar. Zet de stand op ‘in bewerking’, open het initiatief, vul "
    "het aan en publiceer het. Bij ‘Klopt dit niet meer?’ past u het initiatief aan en kiest u ‘verwerkt’. "
    "Nam een gemeente een voorbeeld over? Kies dan ‘Zet de overname in een concept’."
)


class WrittenByVisitorsMixin:
    """Mixin for the admin of records that only visitors write: editors neither add nor delete them."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AdditionInline(WrittenByVisitorsMixin, admin.TabularInline):
    """Inline with the additions of a submitter to their submission."""

    model = Addition
    extra = 0
    fields = readonly_fields = ["created_at", "text"]

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Submission)
class SubmissionAdmin(WrittenByVisitorsMixin, DeskAdmin):
    """Admin for submissions: an editor sets the standing, and the submitter gets a mail about it."""

    list_display = ["subject", "kind", "created_at", "shown_standing"]
    list_filter = ["kind", "standing", "initiative__state"]
    list_select_related = ["initiative"]
    date_hierarchy = "created_at"
    search_fields = ["title", "text", "where", "initiative__title"]
    search_help_text = _("Zoek op naam, tekst of gemeente.")
    inlines = [AdditionInline]
    actions = ["forget"]
    shows_usage = False
    fieldsets = [
        (
            _("Wat doet u ermee?"),
            {"fields": ["shown_standing", "standing", "reason"], "description": INSTRUCTIONS},
        ),
        (_("Wat de inzender schrijft"), {"fields": ["kind", "initiative", "title", "text", "theme", "for_whom"]}),
        (
            _("Waar, en met welk resultaat"),
            {"fields": ["where", "period", "outcome", "costs", "lessons", "mailbox", "source"]},
        ),
        (
            _("Van wie en wanneer"),
            {
                "fields": ["created_at", "confirmed_at", "email", "role"],
                "description": _("Alleen voor vragen over deze inzending. Zet dit niet bij het initiatief."),
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).for_editors()

    def get_readonly_fields(self, request, obj=None):
        """Return all fields except those that an editor sets: the standing and its reason."""
        names = [name for _title, options in self.fieldsets for name in options["fields"]]
        return [name for name in names if name not in {"standing", "reason"}]

    @admin.display(description=_("inzending"))
    def subject(self, submission):
        """The title of the submission, or of the initiative that it is about."""
        return str(submission)

    @admin.display(description=_("de inzender ziet nu"))
    def shown_standing(self, submission):
        """The standing as the submitter sees it."""
        return submission.current_standing.label

    @admin.action(description=_("Vergeet wie dit stuurde"), permissions=["change"])
    def forget(self, request, queryset):
        """Erase the personal data of the submitters at their request; the text of their submissions stays."""
        for submission in queryset:
            self.log_change(request, submission, str(_("Gegevens van de inzender gewist.")))
        erase_mails_to(queryset.values_list("email", flat=True))
        total = queryset.update(**ANONYMISED)
        text = ngettext("%(n)d inzender gewist.", "%(n)d inzenders gewist.", total)
        self.message_user(request, text % {"n": total}, messages.SUCCESS)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        notify(obj)

    def desk_links(self, obj):
        if not obj.initiative:
            return []
        address = reverse("admin:initiatives_initiative_change", args=[obj.initiative.pk])
        links = [(_("Open het initiatief"), address)]
        if obj.is_adoption:
            address = reverse("admin:submissions_submission_adoption", args=[obj.pk])
            links.append((_("Zet de overname in een concept"), address))
        return links

    def adoption_form(self, request, form):
        """Build the form class of an adoption: fields, help texts and autocomplete as at the initiative."""
        inline = AdoptionInline(Initiative, self.admin_site)
        field_of = inline.formfield_for_dbfield
        return modelform_factory(
            Adoption, form, fields=inline.fields, formfield_callback=lambda field, **kw: field_of(field, request, **kw)
        )

    def get_urls(self):
        view = self.admin_site.admin_view(partial(adoption_page, self))
        return [path("<int:pk>/overname/", view, name="submissions_submission_adoption"), *super().get_urls()]
