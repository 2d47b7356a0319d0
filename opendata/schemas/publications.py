"""The fields of publications and organisations."""

from datetime import date

from opendata.linked.identifiers import permanent_url
from sources.models import Organisation, Publication

from .base import PartialDate, Record, Verwijzing, choice, published, site, text
from .links import Links


class Bron(Record):
    """Een stuk waar feiten op de site op rusten."""

    titel: str = text("titel", "De titel zoals die op het document staat.")
    uitgever: str = text("uitgever", "Wie het document uitgaf.")
    organisatie: Verwijzing | None = text("organisatie", "Als de uitgever in het portaal staat.")
    datum: PartialDate = text("datum", "De datum zo precies als bekend is.")
    geraadpleegd_op: date | None = text("geraadpleegd op", "De dag waarop de redactie het las.")
    webadres: str = text("webadres", "Het openbare adres van het document; leeg als wij dat niet afdrukken.")
    staat_van_link: Verwijzing = text("staat van de link", "Of u het document kunt openen.")
    link_werkt_niet_sinds: date | None = text("link werkt niet sinds", "De dag waarop dat begon.")
    taal: Verwijzing = text("taal", "De taal van het document.")
    soort: Verwijzing = text("soort", "Wat voor document dit is.")
    toelichting: str = text("toelichting", "Wat een lezer over dit document moet weten.")


class Organisatie(Record):
    """Een organisatie die schrijft, uitvoert, betaalt of wordt aangesproken."""

    naam: str = text("naam", "De volledige naam van nu.")
    afkorting: str = text("afkorting", "Leeg als er geen is.")
    andere_namen: list[str] = text("andere namen", "Vroegere of andere namen.")
    soort: Verwijzing | None = text("soort", "Wat voor organisatie dit is.")
    rol: str = text("rol", "Wat de organisatie volgens de bronnen doet.")
    genoemd_in: list[Verwijzing] = text("genoemd in", "De bronnen die deze organisatie noemen.")
    publicaties: list[Verwijzing] = text("publicaties", "Wat deze organisatie uitgaf.")


def read_publications(keys):
    """The published publications with some primary keys (a list), as `Bron`, in that order."""
    by_key = Publication.objects.published().select_related("organisation").in_bulk(keys)
    return [_publication(by_key[key]) for key in keys if key in by_key]


def _publication(publication):
    publisher = published(publication.organisation)
    return Bron(
        code=publication.code,
        id=permanent_url(publication),
        adres=site(publication.get_absolute_url()),
        titel=publication.title,
        uitgever=publication.publisher,
        organisatie=Verwijzing(code=publisher.slug, naam=publisher.name) if publisher else None,
        datum=publication.date,
        geraadpleegd_op=publication.consulted_on,
        webadres="" if publication.hide_address else publication.url,
        staat_van_link=choice(Publication.LinkState, publication.link_state),
        link_werkt_niet_sinds=publication.link_broken_since,
        taal=choice(Publication.Language, publication.language),
        soort=choice(Publication.Kind, publication.kind),
        toelichting=publication.note,
    )


def read_organisations(keys):
    """The published organisations with some primary keys (a list), as `Organisatie`, in that order."""
    by_key = Organisation.objects.published().in_bulk(keys)
    links = Links(Organisation, keys, dict.fromkeys(["mentioned_in", "publications"], ("code", "title")))
    return [_organisation(by_key[key], links) for key in keys if key in by_key]


def _organisation(organisation, links):
    return Organisatie(
        code=organisation.slug,
        id=permanent_url(organisation),
        adres=site(organisation.get_absolute_url()),
        naam=organisation.name,
        afkorting=organisation.abbreviation,
        andere_namen=organisation.other_names,
        soort=choice(Organisation.Kind, organisation.kind),
        rol=organisation.role,
        genoemd_in=links[organisation.pk, "mentioned_in"],
        publicaties=links[organisation.pk, "publications"],
    )
