"""What all records and their parts are made of; the names of fields are Dutch, as the public reads them."""

from typing import Annotated

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from opendata.resources import PARTIAL_DATE

URI = {"format": "uri"}


class Schema(BaseModel):
    """A record or a part of it; in JSON its names are in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


def text(title, description="", **others):
    """A field with its title and description, in Dutch; empty text when it is not known."""
    return Field(title=title, description=description or f"{title}.", **others)


PartialDate = Annotated[str, Field(pattern=PARTIAL_DATE, examples=["2025-07"])]


class Verwijzing(Schema):
    """Een waarde of een ander record: het kenmerk en de naam."""

    code: str = text("code", "Het kenmerk: de code van een record, of het woord dat in adressen staat.")
    naam: str = text("naam", "De naam zoals die op de site staat.")


class Gemeenteverwijzing(Verwijzing):
    """Een gemeente bij een record."""

    code_nu: str = text("CBS-code nu", "De CBS-code van de gemeente waar deze nu bij hoort: zichzelf, of na een fusie.")
    provincie: str = text("provincie", "De provincie van de gemeente van nu.")


class Bronverwijzing(Schema):
    """Een bron bij een feit."""

    code: str = text("bron: code", "De code van de bron, zoals PUB-01.")
    naam: str = text("bron: titel", "De titel van de bron.")
    adres: str = text("bron: adres", "Waar het document te lezen is; anders onze pagina erover.", json_schema_extra=URI)
    kop: str = text("kop in de bron", "Onder welke kop of noot het staat; leeg als dat niet bekend is.")


class Record(Schema):
    """Wat elk record heeft."""

    code: str = text("code", "Het vaste kenmerk. Het verandert nooit.")
    adres: str = text("adres", "De pagina op de site.", json_schema_extra=URI)
    id: str = text("vast adres", "Het vaste adres van dit record.", json_schema_extra=URI)


def site(path):
    """A whole address on this site, of a path."""
    return settings.PORTAL_URL + path


def choice(choices, value):
    """The `Verwijzing` to a value of Django's choices; None when it is empty."""
    return Verwijzing(code=value, naam=str(choices(value).label)) if value else None


def source(publication, heading=""):
    """The `Bronverwijzing` to a published publication."""
    return Bronverwijzing(code=publication.code, naam=publication.title, adres=publication.public_address, kop=heading)


def published(record):
    """A linked record as far as visitors may see it, or else None."""
    return record if record is not None and record.is_published else None
