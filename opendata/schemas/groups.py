"""The fields of what initiatives and municipalities are grouped by: target groups, types and provinces."""

from django.db.models import Prefetch
from django.urls import reverse

from initiatives.finder.catalogue import catalogue
from municipalities.gazetteer import gazetteer
from municipalities.models import MunicipalityType, Province, TypeAssignment
from opendata.linked.identifiers import permanent_url
from search.analysis import fold
from sources.models import Publication
from themes.models import TargetGroup

from .base import URI, Bronverwijzing, Record, Verwijzing, site, source, text


class Doelgroep(Record):
    """Voor wie een initiatief is."""

    naam: str = text("naam", "Zoals het op de site staat.")
    aantal_initiatieven: int = text("aantal initiatieven", "Hoeveel gepubliceerde initiatieven voor hen zijn.")


class Gemeentetype(Record):
    """Een type gemeente, zoals een bron gemeenten indeelt."""

    naam: str = text("naam", "De naam van het type, zoals in de bron.")
    indeling: str = text("indeling", "De indeling waar dit type bij hoort.")
    omschrijving: str = text("omschrijving", "Wat voor gemeenten dit zijn.")
    opgave: str = text("opgave", "Wat deze gemeenten volgens de bron bezighoudt.")
    tweede_bron: bool = text("tweede bron", "Waar als een tweede openbare bron dit type noemt.")
    gemeenten: list[Verwijzing] = text("gemeenten", "De gemeenten die een bron bij dit type noemt.")
    bron: Bronverwijzing = text("bron", "Waar de indeling staat.")


class Provincie(Record):
    """Een van de twaalf provincies."""

    tooi: str = text("TOOI-adres", "Het kenmerk in het register van de overheid.", json_schema_extra=URI)
    cbs_code: str = text("CBS-code", "De code die het CBS de provincie geeft.")
    naam: str = text("naam", "De naam van de provincie.")
    gemeenten: list[Verwijzing] = text("gemeenten", "De gemeenten van nu.")
    aantal_initiatieven: int = text("aantal initiatieven", "Hoeveel gepubliceerde initiatieven er zijn.")


def public_types():
    """Types of municipalities that are as public as their source."""
    return MunicipalityType.objects.published().filter(publication__in=Publication.objects.published())


def read_target_groups(keys):
    """The target groups with some primary keys (a list), as `Doelgroep`, in that order."""
    by_key = TargetGroup.objects.in_bulk(keys)
    return [_target_group(by_key[key]) for key in keys if key in by_key]


def _target_group(group):
    return Doelgroep(
        code=group.slug,
        adres=site(reverse("initiatives:list", query={"doelgroep": group.slug})),
        id=permanent_url(group),
        naam=group.name,
        aantal_initiatieven=len(catalogue().any_of("doelgroep", [group.slug])),
    )


def read_types(keys):
    """The types of municipalities with some primary keys (a list), as `Gemeentetype`, in that order."""
    public = TypeAssignment.objects.filter(publication__in=Publication.objects.published())
    shown = Prefetch("assignments", public.select_related("municipality"))
    by_key = public_types().select_related("publication").prefetch_related(shown).in_bulk(keys)
    return [_type(by_key[key]) for key in keys if key in by_key]


def _folded_name(record):
    return fold(record.name)


def _type(kind):
    municipalities = sorted({each.municipality for each in kind.assignments.all()}, key=_folded_name)
    return Gemeentetype(
        code=kind.slug,
        adres=site(f"{reverse('municipalities:list')}#type-{kind.slug}"),
        id=permanent_url(kind),
        naam=kind.name,
        indeling=kind.scheme,
        omschrijving=kind.description,
        opgave=kind.challenge,
        tweede_bron=kind.verified,
        gemeenten=[Verwijzing(code=municipality.code, naam=municipality.name) for municipality in municipalities],
        bron=source(kind.publication, kind.heading),
    )


def read_provinces(keys):
    """The provinces with some primary keys (a list), as `Provincie`, in that order."""
    by_key = Province.objects.in_bulk(keys)
    return [_province(by_key[key]) for key in keys if key in by_key]


def _province(province):
    places = [place for place in gazetteer().current if place.province_slug == province.slug]
    places.sort(key=lambda place: fold(place.name))
    return Provincie(
        code=province.slug,
        adres=site(province.list_url),
        id=permanent_url(province),
        tooi=province.tooi_uri,
        cbs_code=province.cbs_code,
        naam=province.name,
        gemeenten=[Verwijzing(code=place.code, naam=place.name) for place in places],
        aantal_initiatieven=len(catalogue().any_of("provincie", [province.slug])),
    )
