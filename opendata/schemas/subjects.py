"""The fields of themes, concepts and key figures."""

from initiatives.finder.catalogue import catalogue
from opendata.linked.identifiers import permanent_url
from themes.models import Concept, KeyFigure, Theme

from .base import Bronverwijzing, Record, Verwijzing, published, site, source, text
from .links import Links

SOURCES = {"sources": ("code", "title")}


class Thema(Record):
    """Een onderwerp van migratiebeleid."""

    naam: str = text("naam", "Zoals het op de site staat.")
    hoofdthema: Verwijzing | None = text("hoofdthema", "Waar dit een subthema van is; leeg bij een hoofdthema.")
    dwarsthema: bool = text("dwarsthema", "Waar als het door de andere thema’s heen loopt.")
    uitleg: str = text("uitleg", "Waar dit thema over gaat.")
    bronnen: list[Verwijzing] = text("bronnen", "De bronnen die dit thema noemen.")
    aantal_initiatieven: int = text("aantal initiatieven", "Hoeveel gepubliceerde initiatieven erbij horen.")


class Begrip(Record):
    """Een woord uit het vak, met zijn plaats tussen andere woorden."""

    term: str = text("voorkeursterm", "Het woord dat wij gebruiken.")
    afkorting: str = text("afkorting", "Leeg als er geen is.")
    andere_woorden: list[str] = text("andere woorden", "Andere woorden voor hetzelfde.")
    uitleg: str = text("uitleg", "Wat wij met dit woord bedoelen (Markdown).")
    bron_van_uitleg: Bronverwijzing | None = text("bron van de uitleg", "Leeg als het onze omschrijving is.")
    thema: Verwijzing | None = text("thema", "Het thema waar dit woord bij hoort.")
    ruimer: list[Verwijzing] = text("ruimere begrippen", "Waar dit een soort van is.")
    nauwer: list[Verwijzing] = text("nauwere begrippen", "Wat een soort van dit is.")
    verwant: list[Verwijzing] = text("verwante begrippen", "Wat hiermee te maken heeft.")
    bronnen: list[Verwijzing] = text("bronnen", "De bronnen die dit woord gebruiken.")


class Cijfer(Record):
    """Een getal over migratie als geheel."""

    waarde: str = text("waarde", "Het getal zoals de bron het geeft.")
    eenheid: str = text("eenheid", "Wat het getal telt.")
    definitie: str = text("wat het getal betekent", "Wie of wat er wel en niet is meegeteld.")
    periode: str = text("periode", "Waarover het getal gaat; leeg als de bron dat niet zegt.")
    gebied: str = text("gebied", "Waar het over gaat; leeg als de bron dat niet zegt.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s waar dit bij hoort.")
    bron: Bronverwijzing = text("bron", "Waar het getal staat.")


def read_themes(keys):
    """The published themes with some primary keys (a list), as `Thema`, in that order."""
    by_key = Theme.objects.published().select_related("parent").in_bulk(keys)
    links = Links(Theme, keys, SOURCES)
    return [_theme(by_key[key], links) for key in keys if key in by_key]


def _theme(theme, links):
    main = published(theme.parent)
    return Thema(
        code=theme.code,
        id=permanent_url(theme),
        adres=site(theme.get_absolute_url()),
        naam=theme.name,
        hoofdthema=_theme_link(main),
        dwarsthema=theme.cross_cutting,
        uitleg=theme.summary,
        bronnen=links[theme.pk, "sources"],
        aantal_initiatieven=len(catalogue().any_of("thema", [theme.slug])),
    )


def _theme_link(theme):
    return Verwijzing(code=theme.code, naam=theme.name) if theme else None


def read_concepts(keys):
    """The published concepts with some primary keys (a list), as `Begrip`, in that order."""
    related = Concept.objects.published().select_related("theme", "scope_note_source")
    by_key = related.prefetch_related("synonyms").in_bulk(keys)
    names = dict.fromkeys(["broader", "narrower", "related"], ("slug", "term"))
    links = Links(Concept, keys, {**names, **SOURCES})
    return [_concept(by_key[key], links) for key in keys if key in by_key]


def _concept(concept, links):
    explained_by = published(concept.scope_note_source)
    return Begrip(
        code=concept.slug,
        id=permanent_url(concept),
        adres=site(concept.get_absolute_url()),
        term=concept.term,
        afkorting=concept.abbreviation,
        andere_woorden=[synonym.term for synonym in concept.shown_synonyms],
        uitleg=concept.scope_note,
        bron_van_uitleg=source(explained_by) if explained_by else None,
        thema=_theme_link(published(concept.theme)),
        ruimer=links[concept.pk, "broader"],
        nauwer=links[concept.pk, "narrower"],
        verwant=links[concept.pk, "related"],
        bronnen=links[concept.pk, "sources"],
    )


def read_key_figures(keys):
    """The published key figures with some primary keys (a list), as `Cijfer`, in that order."""
    by_key = KeyFigure.objects.published().in_bulk(keys)
    links = Links(KeyFigure, keys, {"themes": ("code", "name", "position")})
    return [_key_figure(by_key[key], links) for key in keys if key in by_key]


def _key_figure(figure, links):
    return Cijfer(
        code=figure.code,
        id=permanent_url(figure),
        adres=site(figure.list_url),
        waarde=figure.value,
        eenheid=figure.unit,
        definitie=figure.definition,
        periode=figure.period,
        gebied=figure.place,
        themas=links[figure.pk, "themes"],
        bron=source(figure.publication, figure.heading),
    )
