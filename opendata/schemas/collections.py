"""The fields of market editions and bundles: initiatives that somebody put together."""

from datetime import date, time

from django.db.models import Prefetch

from initiatives.models import Bundle, Initiative, MarketEdition
from initiatives.models.bundle import BundleItem
from initiatives.models.market import Stand
from opendata.linked.identifiers import permanent_url

from .base import Bronverwijzing, Record, Schema, Verwijzing, published, site, source, text
from .links import Links


class Programmaonderdeel(Schema):
    """Wat er op een markt gebeurt op een tijd."""

    van: time = text("van", "De begintijd, in Nederland.")
    tot: time | None = text("tot", "De eindtijd; leeg als die niet bekend is.")
    titel: str = text("onderdeel", "Wat er gebeurt.")
    zaal: str = text("zaal", "Waar op de markt dit is.")
    toelichting: str = text("toelichting", "Wat bezoekers moeten weten.")


class Kraam(Schema):
    """Een initiatief dat op een markt te zien is."""

    initiatief: Verwijzing = text("initiatief", "Wat hier te zien is.")
    toelichting: str = text("toelichting", "Wat bezoekers hier zien.")


class Markt(Record):
    """Een dag waarop initiatieven te zien zijn."""

    titel: str = text("titel", "De naam van deze editie.")
    datum: date = text("datum", "De dag van de markt.")
    heeft_plaatsgevonden: bool = text("heeft plaatsgevonden", "Waar als de redactie dat zeker weet.")
    organisator: str = text("organisator", "Wie de markt organiseert.")
    samenvatting: str = text("samenvatting", "Wat de markt is.")
    doel: str = text("doel", "Waarom de markt er is (Markdown).")
    plaats: str = text("plaats", "Leeg zolang het niet bekend is.")
    programma: str = text("programma", "In woorden; leeg zolang het niet bekend is (Markdown).")
    terugblik: str = text("terugblik", "Wat de markt heeft opgeleverd (Markdown).")
    onderdelen: list[Programmaonderdeel] = text("onderdelen van het programma", "Met hun tijden.")
    kramen: list[Kraam] = text("kramen", "De initiatieven die er te zien zijn.")
    bron: Bronverwijzing | None = text("bron", "Waar de aankondiging staat.")


class Voorbeeld(Schema):
    """Een initiatief in een stapel."""

    initiatief: Verwijzing = text("initiatief", "Het voorbeeld.")
    opmerking: str = text("opmerking", "Waarom het in de stapel zit.")
    les: str = text("les", "Wat een ander ervan kan leren.")


class Stapel(Record):
    """Voorbeelden die de redactie bij één vraag koos."""

    titel: str = text("titel", "De titel.")
    vraag: str = text("vraag", "De vraag waar deze stapel bij helpt.")
    inleiding: str = text("inleiding", "Wat u in deze stapel ziet (Markdown).")
    checklist: list[str] = text("checklist", "Waar u aan moet denken.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s van de stapel.")
    voorbeelden: list[Voorbeeld] = text("voorbeelden", "De initiatieven in de stapel.")
    gewijzigd_op: date | None = text("gewijzigd op", "De dag waarop de inhoud is gewijzigd.")


def read_markets(keys):
    """The published market editions with some primary keys (a list), as `Markt`, in that order."""
    shown = Stand.objects.filter(initiative__in=Initiative.objects.published()).select_related("initiative")
    related = MarketEdition.objects.published().select_related("organiser", "publication")
    by_key = related.prefetch_related("programme_items", Prefetch("stands", shown)).in_bulk(keys)
    return [_market(by_key[key]) for key in keys if key in by_key]


def _market(edition):
    publication = published(edition.publication)
    return Markt(
        code=edition.slug,
        id=permanent_url(edition),
        adres=site(edition.get_absolute_url()),
        titel=edition.title,
        datum=edition.date,
        heeft_plaatsgevonden=edition.took_place,
        organisator=edition.organiser.name if edition.organiser.is_published else "",
        samenvatting=edition.summary,
        doel=edition.purpose,
        plaats=edition.place,
        programma=edition.programme,
        terugblik=edition.look_back,
        onderdelen=[
            Programmaonderdeel(
                van=item.starts_at, tot=item.ends_at, titel=item.title, zaal=item.place, toelichting=item.note
            )
            for item in edition.programme_items.all()
        ],
        kramen=[Kraam(initiatief=_link(stand), toelichting=stand.note) for stand in edition.stands.all()],
        bron=source(publication, edition.heading) if publication else None,
    )


def _link(part):
    return Verwijzing(code=part.initiative.code, naam=part.initiative.title)


def read_bundles(keys):
    """The published bundles with some primary keys (a list), as `Stapel`, in that order."""
    items = Prefetch("items", BundleItem.objects.shown().select_related("initiative"))
    by_key = Bundle.objects.published().prefetch_related(items).in_bulk(keys)
    links = Links(Bundle, keys, {"themes": ("code", "name", "position")})
    return [_bundle(by_key[key], links) for key in keys if key in by_key]


def _bundle(bundle, links):
    return Stapel(
        code=bundle.slug,
        id=permanent_url(bundle),
        adres=site(bundle.get_absolute_url()),
        titel=bundle.title,
        vraag=bundle.question,
        inleiding=bundle.intro,
        checklist=bundle.checklist_points,
        themas=links[bundle.pk, "themes"],
        voorbeelden=[
            Voorbeeld(initiatief=_link(item), opmerking=item.remark, les=item.lesson) for item in bundle.items.all()
        ],
        gewijzigd_op=bundle.content_changed_on,
    )
