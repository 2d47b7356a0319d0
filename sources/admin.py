"""Sources and organisations at the editors' desk."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from core.admin_base import RecordAdmin, RecordForm
from core.admin_merge import MergeableAdmin
from core.background_admin import BUSY, address_of, is_worked_on, start_logged
from core.confirmed_actions import MAX_RECORDS
from core.fields import MultilineField
from initiatives.models import Initiative
from initiatives.suspect_addresses import suspect_addresses
from themes.models import Bottleneck, KeyFigure

from .jobs import CHECK_CHOSEN
from .models import Organisation, Publication

PUBLICATION_STATE = (_("Publicatie"), {"fields": ["state", "withdrawal_reason", "internal_note"]})


class LinesField(MultilineField):
    """A list of words, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]


class OrganisationForm(RecordForm):
    """An organisation, with its other names one on a line."""

    other_names = LinesField(
        label=_("Andere namen"), required=False, help_text=_("Vroegere of andere namen, één op elke regel.")
    )


@admin.register(Organisation)
class OrganisationAdmin(MergeableAdmin, RecordAdmin):
    """Organisations."""

    actions = [*RecordAdmin.actions, "merge"]
    name_field = "name"
    form = OrganisationForm
    slug_from = "name"
    list_display = ["name", "abbreviation", "kind", "state"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "abbreviation", "slug"]
    fieldsets = [
        (None, {"fields": ["name", "abbreviation", "other_names", "slug", "kind", "role", "tooi_uri", "mentioned_in"]}),
        PUBLICATION_STATE,
    ]

    def add_names(self, survivor, names):
        survivor.other_names = list(dict.fromkeys([*survivor.other_names, *names]))
        return []


class AddressFilter(admin.SimpleListFilter):
    """The sources of which the address seems to lead to something else."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [("adres", _("Het adres lijkt over iets anders te gaan"))]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(pk__in=suspect_addresses()) if self.value() == "adres" else queryset.none()


class PublicationAdmin(MergeableAdmin, RecordAdmin):
    """Publications."""

    actions = [*RecordAdmin.actions, "check_links", "merge"]
    code_prefix = "RED-B"
    slug_from = "title"
    list_display = ["title", "publisher", "date", "kind", "link", "state"]
    list_filter = ["state", AddressFilter, "kind", "link_state", "link_check__state", "language"]
    list_select_related = ["link_check"]
    readonly_fields = ["last_check"]
    search_fields = ["title", "publisher", "code"]
    fieldsets = [
        (None, {"fields": ["title", "code", "slug", "publisher", "organisation"]}),
        (None, {"fields": ["date", "consulted_on", "kind", "language"]}),
        (_("Adres"), {"fields": ["url", "url_confirmed_on", "link_state", "last_check", "hide_address"]}),
        (_("Toelichting"), {"fields": ["note", "excerpt"]}),
        PUBLICATION_STATE,
    ]

    @admin.action(description=_("Links nu controleren"), permissions=["change"])
    def check_links(self, request, queryset):
        """Check the links of the chosen sources in the background; it is followed on the form of the first of them."""
        keys = list(queryset.order_by("pk").exclude(url="").values_list("pk", flat=True)[: MAX_RECORDS + 1])
        first = Publication.objects.filter(pk__in=keys[:1]).first()
        if not 1 <= len(keys) <= MAX_RECORDS:
            text = _("Kies 1 tot %(most)s bronnen met een webadres.") % {"most": MAX_RECORDS}
        elif is_worked_on(first):
            text = BUSY
        else:
            return HttpResponseRedirect(address_of(start_logged(self, request, CHECK_CHOSEN, first, keys=keys)))
        return self.message_user(request, text, messages.WARNING)

    def search_dependents(self, obj):
        return [
            KeyFigure.objects.filter(publication=obj),
            Initiative.objects.filter(pk__in=obj.results.values("initiative")),
            obj.typeassignments.municipalities(),
            Bottleneck.objects.filter(pk__in=obj.asks.values("bottlenecks")),
        ]

    def save_model(self, request, obj, form, change):
        if change and "url" in form.changed_data and obj.url and "link_state" not in form.changed_data:
            obj.link_state, obj.link_broken_since = Publication.LinkState.UNCHECKED, None
        if change and "url" in form.changed_data and "url_confirmed_on" not in form.changed_data:
            obj.url_confirmed_on = None
        super().save_model(request, obj, form, change)

    @admin.display(description=_("link"), ordering="link_check__checked_at")
    def link(self, obj):
        """The last check; what visitors read about the link when that is broken, or was not checked."""
        link_check = self._link_check(obj)
        if link_check and obj.link_state != Publication.LinkState.BROKEN:
            return link_check
        return obj.link_in_words

    @admin.display(description=_("laatste controle"))
    def last_check(self, obj):
        """The last check, with the advice that follows from it."""
        link_check = self._link_check(obj)
        if not link_check:
            return _("Dit adres is nog niet gecontroleerd.")
        return ". ".join(str(part) for part in (link_check, link_check.detail, link_check.advice) if part)

    def _link_check(self, obj):
        link_check = getattr(obj, "link_check", None)
        return link_check if link_check and link_check.address == obj.url else None
