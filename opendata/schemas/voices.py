"""The fields of what was asked and said, and of the interviews that sources rest on."""

from django.db.models import Prefetch

from municipalities.models import Consultation
from opendata.linked.identifiers import permanent_url
from sources.models import Publication
from themes.models import Ask, Bottleneck, Statement

from .base import Bronverwijzing, Record, Verwijzing, published, site, source, text
from .links import Links

THEMES = {"themes": ("code", "name", "position")}


class VraagOfAdvies(Record):
    """Wat er aan iemand is gevraagd of geadviseerd."""

    tekst: str = text("vraag of advies", "De vraag in één zin.")
    van: str = text("van", "Wie het vraagt.")
    aan: list[Verwijzing] = text("aan", "Wie er iets mee moet doen.")
    jaar: int = text("jaar", "Het jaar waarin het is gevraagd.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s waar dit bij hoort.")
    knelpunten: list[Verwijzing] = text("knelpunten", "Wat deze vraag volgens de redactie wil oplossen.")
    kaders: list[Verwijzing] = text("kaders", "De regels waar deze vraag over gaat.")
    bron: Bronverwijzing = text("bron", "Waar het staat.")


class PubliekeUitspraak(Record):
    """Wat iemand in een openbare functie zei, in onze woorden."""

    persoon: str = text("persoon", "Wie het in een openbare functie zei.")
    functie: str = text("functie", "De functie van toen.")
    namens: str = text("namens", "De gemeente of organisatie; leeg als de bron die niet noemt.")
    periode: str = text("periode", "Wanneer het is gezegd.")
    onderwerp: str = text("onderwerp", "Waar het over gaat.")
    strekking: str = text("strekking", "Wat de persoon bedoelt. Geen citaat.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s waar dit bij hoort.")
    bron: Bronverwijzing = text("bron", "Waar het staat.")


class Gespreksronde(Record):
    """De gesprekken met gemeenten waar een bron op rust."""

    periode: str = text("periode", "Wanneer de gesprekken waren.")
    gemeenten: list[Verwijzing] = text("gemeenten", "De gemeenten die de bron noemt.")
    bron: Bronverwijzing = text("bron", "De bron waarvoor is gesproken.")


def public_consultations():
    """Consultations that are as public as their source."""
    return Consultation.objects.filter(publication__in=Publication.objects.published())


def read_asks(keys):
    """The published asks with some primary keys (a list), as `VraagOfAdvies`, in that order."""
    raised = Prefetch("bottlenecks", Bottleneck.objects.published())
    by_key = Ask.objects.published().prefetch_related("addressees", raised).in_bulk(keys)
    links = Links(Ask, keys, {**THEMES, "bottlenecks": ("code", "title"), "related_frameworks": ("code", "name")})
    return [_ask(by_key[key], links) for key in keys if key in by_key]


def _ask(ask, links):
    shown_on = next(iter(ask.bottlenecks.all()), ask.publication)
    return VraagOfAdvies(
        code=ask.code,
        adres=site(f"{shown_on.get_absolute_url()}#vragen"),
        id=permanent_url(ask),
        tekst=ask.text,
        van=ask.issuer,
        aan=[Verwijzing(code=who.slug, naam=who.name) for who in ask.addressees.all()],
        jaar=ask.year,
        themas=links[ask.pk, "themes"],
        knelpunten=links[ask.pk, "bottlenecks"],
        kaders=links[ask.pk, "related_frameworks"],
        bron=source(ask.publication, ask.heading),
    )


def read_statements(keys):
    """The published statements with some primary keys (a list), as `PubliekeUitspraak`, in that order."""
    by_key = Statement.objects.published().select_related("municipality", "organisation").in_bulk(keys)
    links = Links(Statement, keys, THEMES)
    return [_statement(by_key[key], links) for key in keys if key in by_key]


def _statement(statement, links):
    speaks_for = statement.municipality or published(statement.organisation)
    return PubliekeUitspraak(
        code=statement.code,
        adres=site(f"{statement.publication.get_absolute_url()}#uitspraken"),
        id=permanent_url(statement),
        persoon=statement.person,
        functie=statement.function,
        namens=speaks_for.name if speaks_for else "",
        periode=statement.period,
        onderwerp=statement.topic,
        strekking=statement.gist,
        themas=links[statement.pk, "themes"],
        bron=source(statement.publication, statement.heading),
    )


def read_consultations(keys):
    """The consultations with some primary keys (a list), as `Gespreksronde`, in that order."""
    by_key = public_consultations().select_related("publication").in_bulk(keys)
    links = Links(Consultation, keys, {"municipalities": ("code", "name", "name")})
    return [_consultation(by_key[key], links) for key in keys if key in by_key]


def _consultation(consultation, links):
    return Gespreksronde(
        code=consultation.code,
        adres=site(f"{consultation.publication.get_absolute_url()}#gesprekken"),
        id=permanent_url(consultation),
        periode=consultation.period,
        gemeenten=links[consultation.pk, "municipalities"],
        bron=source(consultation.publication, consultation.heading),
    )
