"""The fields of a municipality."""

from datetime import date

from initiatives.finder.catalogue import catalogue
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality
from opendata.linked.identifiers import permanent_url
from search.analysis import fold

from .base import URI, Record, Verwijzing, site, text


class Gemeente(Record):
    """Een gemeente, ook als zij is opgegaan in een andere."""

    tooi: str = text("TOOI-adres", "Het kenmerk in het register van de overheid.", json_schema_extra=URI)
    naam: str = text("naam", "De naam die mensen gebruiken.")
    officiele_naam: str = text("officiële naam", "De naam volgens het CBS.")
    provincie: str = text("provincie", "De provincie waarin de gemeente ligt.")
    inwoners: int | None = text("inwoners", "Op 1 januari van het jaar hiernaast (CBS). Eenheid: mensen.")
    inwoners_jaar: int | None = text("inwoners: jaar", "Het jaar waarvoor dat aantal geldt.")
    breedtegraad: float | None = text("breedtegraad", "Middelpunt (WGS84). Eenheid: graden.")
    lengtegraad: float | None = text("lengtegraad", "Middelpunt (WGS84). Eenheid: graden.")
    opgeheven_op: date | None = text("opgeheven op", "Alleen voor een gemeente die niet meer bestaat.")
    opgegaan_in: Verwijzing | None = text("opgegaan in", "De gemeente waarin deze is opgegaan.")
    andere_namen: list[str] = text("andere namen", "Waar mensen haar ook onder kennen.")
    typen: list[Verwijzing] = text("typen", "Typen gemeenten waar een bron haar bij noemt.")
    buurgemeenten: list[Verwijzing] = text("buurgemeenten", "De gemeenten die eraan grenzen.")
    aantal_initiatieven: int = text("aantal initiatieven", "Hoeveel gepubliceerde initiatieven zij heeft.")


def public_municipalities():
    """All municipalities: they are public reference data of CBS."""
    return Municipality.objects.all()


def read_municipalities(keys):
    """The municipalities with some primary keys (a list), as `Gemeente`, in that order."""
    related = Municipality.objects.select_related("province", "successor")
    by_key = related.prefetch_related("other_names__publication").in_bulk(keys)
    return [_record(by_key[key]) for key in keys if key in by_key]


def _folded_name(place):
    return fold(place.name)


def _record(municipality):
    place, places = gazetteer().places.get(municipality.slug), gazetteer().places
    neighbours = sorted((places[slug] for slug in place.neighbours), key=_folded_name) if place else []
    successor = municipality.successor
    return Gemeente(
        code=municipality.code,
        id=permanent_url(municipality),
        adres=site(municipality.get_absolute_url()),
        tooi=municipality.tooi_uri,
        naam=municipality.name,
        officiele_naam=municipality.official_name,
        provincie=municipality.province.name,
        inwoners=municipality.population,
        inwoners_jaar=municipality.population_year,
        breedtegraad=municipality.latitude,
        lengtegraad=municipality.longitude,
        opgeheven_op=municipality.ended_on,
        opgegaan_in=Verwijzing(code=successor.code, naam=successor.name) if successor else None,
        andere_namen=[str(name.label) for name in municipality.other_names.all()],
        typen=[Verwijzing(code=slug, naam=name) for slug, name in place.types.items()] if place else [],
        buurgemeenten=[Verwijzing(code=neighbour.code, naam=neighbour.name) for neighbour in neighbours],
        aantal_initiatieven=len(catalogue().by_municipality.get(municipality.slug, ())),
    )
