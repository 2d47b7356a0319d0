"""Reorganisations of municipalities at the desk: prepared by one, confirmed by another, and what follows from them."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin, PartInline
from core.memo import dry_run
from initiatives.finder.catalogue import catalogue

from .gazetteer import gazetteer
from .models import NewMunicipality, Reorganisation, ReorganisationPart
from .models.reorganisation import PLAN
from .reorganising import Plan, ReorganisationRefused, carry_out, confirm, date_problems, reopen, withdraw

PREVIEW = "admin:municipalities_reorganisation_preview"
VERBS = {
    "confirm": (lambda record, user: confirm(record, user), _("bevestigd")),
    "withdraw": (lambda record, _user: withdraw(record), _("ingetrokken")),
    "reopen": (lambda record, _user: reopen(record), _("terug naar de voorbereiding")),
}


class PlannersOnly:
    """Open to whoever may prepare a reorganisation, and only until it is confirmed."""

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm(PLAN) and (obj is None or obj.is_planned)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(PLAN) and (obj is None or obj.is_planned)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("municipalities.view_reorganisation")


class NewMunicipalityInline(PlannersOnly, PartInline):
    """The municipalities that are new."""

    model = NewMunicipality
    extra = 1

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class ReorganisationPartInline(NewMunicipalityInline):
    """Inline for the parts of a reorganisation: a municipality, or a piece of one, and its destination."""

    model = ReorganisationPart
    extra = 2


@admin.register(Reorganisation)
class ReorganisationAdmin(PlannersOnly, DeskAdmin):
    """Mergers, splits and border changes of municipalities."""

    inlines = [NewMunicipalityInline, ReorganisationPartInline]
    list_display = ["__str__", "state", "planned_by", "confirmed_by"]
    list_filter = ["state"]
    list_select_related = ["planned_by", "confirmed_by"]
    search_fields = ["parts__origin__name", "parts__destination", "new_municipalities__name"]
    fieldsets = [
        (
            None,
            {
                "fields": ["takes_effect_on", "publication", "heading"],
                "description": _("Bewaar eerst. Dan ziet u wat er gaat veranderen. Er verandert nog niets op de site."),
            },
        ),
    ]

    def get_urls(self):
        page = path(
            "<path:object_id>/gevolgen/",
            self.admin_site.admin_view(self.preview),
            name="municipalities_reorganisation_preview",
        )
        return [page, *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        return False

    def desk_links(self, obj):
        return [(_("Wat er verandert"), reverse(PREVIEW, args=[obj.pk]))]

    def save_model(self, request, obj, form, change):
        obj.planned_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return HttpResponseRedirect(reverse(PREVIEW, args=[obj.pk]))

    def response_change(self, request, obj):
        return HttpResponseRedirect(reverse(PREVIEW, args=[obj.pk]))

    def preview(self, request, object_id):
        """Preview of the effects of a reorganisation; a POST confirms it, cancels it or reopens it."""
        reorganisation = get_object_or_404(Reorganisation, pk=unquote(object_id))
        if not self.has_view_permission(request, reorganisation):
            raise PermissionDenied
        if request.method == "POST":
            return self._perform(request, reorganisation)
        problems = Plan(reorganisation).problems() if reorganisation.is_planned or reorganisation.is_confirmed else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Wat er verandert"),
            "opts": self.opts,
            "reorganisation": reorganisation,
            "problems": problems + (date_problems(reorganisation) if reorganisation.is_planned else []),
            "rows": outcome(reorganisation) if not problems else [],
            "may_plan": request.user.has_perm(PLAN),
            "is_own": settings.FOUR_EYES and reorganisation.planned_by == request.user,
        }
        return TemplateResponse(request, "admin/municipalities/reorganisation_preview.html", context)

    def _perform(self, request, reorganisation):
        perform, words = VERBS.get(request.POST.get("verb"), (None, ""))
        if perform is None or not request.user.has_perm(PLAN):
            raise PermissionDenied
        self.admin_site.name_action(_("herindeling: %(what)s") % {"what": words})
        try:
            perform(reorganisation, request.user)
        except ReorganisationRefused as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, reorganisation, str(words))
            self.message_user(request, _("De herindeling is %(what)s.") % {"what": words}, messages.SUCCESS)
        return HttpResponseRedirect(request.path)


def outcome(reorganisation):
    """Return the changes for each municipality: a list of dicts, empty when the reorganisation is no longer ahead.

    Each has name and code, `population` and `initiatives` as pairs of before and after, of which None stands for a
    municipality that is not there, and `names`, the other names by which it is found afterwards.
    """
    if not (reorganisation.is_planned or reorganisation.is_confirmed):
        return []
    codes = Plan(reorganisation).affected_codes
    before = _figures(codes)
    with dry_run():
        carry_out(reorganisation)
        after = _figures(codes)
    nothing = {"population": None, "initiatives": None, "names": (), "is_on_map": False}
    return [
        {
            "code": code,
            "name": (after.get(code) or before[code])["name"],
            "becomes": after.get(code, {}).get("name", ""),
            "is_new": code not in before,
            **{
                name: (before.get(code, nothing)[name], after.get(code, nothing)[name])
                for name in ("population", "initiatives")
            },
            "names": sorted({*after.get(code, nothing)["names"]} - {*before.get(code, nothing)["names"]}),
            "is_on_map": after.get(code, nothing)["is_on_map"],
        }
        for code in sorted(codes, key=lambda code: (code in after, code))
    ]


def _figures(codes):
    """Return the figures to show of the municipalities that exist, by their codes."""
    by_municipality = catalogue().by_municipality
    return {
        place.code: {
            "name": place.name,
            "population": place.population,
            "initiatives": len(by_municipality[place.slug]),
            "names": place.all_names,
            "is_on_map": place.tile is not None,
        }
        for place in gazetteer().current
        if place.code in codes
    }
