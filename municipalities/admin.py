"""Municipalities, provinces, types and consultations at the editors' desk."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin, PartInline, RecordAdmin
from initiatives.models import Initiative
from sources.admin import PUBLICATION_STATE

from . import admin_reorganisation  # noqa: F401 (registers its admin)
from .models import (
    Consultation,
    Municipality,
    MunicipalityName,
    MunicipalityType,
    Place,
    Province,
    ProvinceName,
    TypeAssignment,
)


class ProvinceNameInline(PartInline):
    """Other names by which people look for a province."""

    model = ProvinceName


@admin.register(Province)
class ProvinceAdmin(DeskAdmin):
    """The provinces."""

    slug_from = "name"
    inlines = [ProvinceNameInline]
    list_display = ["name"]
    search_fields = ["name", "alternative_names__name"]

    def search_dependents(self, obj):
        municipalities = Municipality.objects.filter(province=obj)
        links = Initiative.municipalities.through.objects.filter(municipality__in=municipalities)
        return [municipalities, Initiative.objects.filter(pk__in=links.values("initiative"))]


class MunicipalityNameInline(PartInline):
    """Other names by which people look for a municipality."""

    model = MunicipalityName


@admin.register(Municipality)
class MunicipalityAdmin(DeskAdmin):
    """Municipalities; their position comes from CBS, and is read only."""

    slug_from = "name"
    inlines = [MunicipalityNameInline]
    list_display = ["name", "code", "province", "population", "year", "ended_on"]
    list_filter = ["province", ("ended_on", admin.EmptyFieldListFilter)]
    list_select_related = ["province"]
    search_fields = ["name", "official_name", "code", "other_names__name", "places__name"]
    readonly_fields = ["ended_on", "successor", "latitude", "longitude", "tile_column", "tile_row"]
    fieldsets = [
        (None, {"fields": ["name", "official_name", "code", "slug", "province"]}),
        (_("Inwoners"), {"fields": ["population", "population_year"]}),
        (
            _("Buren, en einde van de gemeente"),
            {
                "fields": ["neighbours", "ended_on", "successor"],
                "description": _("Een fusie, splitsing of grenswijziging legt een beheerder vast bij ‘Herindelingen’."),
            },
        ),
        (
            _("Plaats op de kaart"),
            {
                "fields": ["latitude", "longitude", "tile_column", "tile_row"],
                "description": _("Deze gegevens staan vast. U kunt ze hier alleen lezen."),
            },
        ),
    ]

    def search_dependents(self, obj):
        own = Municipality.objects.filter(pk=obj.pk)
        initiatives = Initiative.objects.filter(municipalities__in=own.with_predecessors()).distinct()
        return [initiatives, own.with_successors()]

    @admin.display(description=_("jaar"), ordering="population_year")
    def year(self, municipality):
        """The year of the population, without a thousand separator."""
        return str(municipality.population_year or "")


@admin.register(Place)
class PlaceAdmin(DeskAdmin):
    """Villages and districts: a search for one finds its municipality."""

    slug_from = "name"
    list_display = ["name", "municipality", "has_other_meaning"]
    list_filter = ["has_other_meaning"]
    list_select_related = ["municipality"]
    search_fields = ["name", "municipality__name"]
    fields = ["name", "slug", "municipality", "has_other_meaning", "latitude", "longitude"]

    def search_dependents(self, obj):
        return [Municipality.objects.filter(pk=obj.municipality_id)]


class TypeAssignmentInline(PartInline):
    """The municipalities that a source gives this type."""

    model = TypeAssignment


@admin.register(MunicipalityType)
class MunicipalityTypeAdmin(RecordAdmin):
    """Kinds of municipality in somebody's typology."""

    slug_from = "name"
    inlines = [TypeAssignmentInline]
    list_display = ["name", "scheme", "verified", "state"]
    list_filter = ["state", "verified"]
    search_fields = ["name", "scheme"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "scheme", "description", "challenge"]}),
        (_("Bron"), {"fields": ["publication", "heading", "verified"]}),
        PUBLICATION_STATE,
    ]

    def search_dependents(self, obj):
        return [obj.municipalities.all()]


@admin.register(Consultation)
class ConsultationAdmin(DeskAdmin):
    """Rounds of interviews."""

    code_prefix = "RED-G"
    list_display = ["code", "publication", "period"]
    list_select_related = ["publication"]
    search_fields = ["code", "publication__title", "period"]
    fields = ["code", "publication", "heading", "period", "municipalities"]
