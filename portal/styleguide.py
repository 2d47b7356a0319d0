"""The examples of the style guide: made-up records, none of them in the database, for the templates of the site."""

from datetime import date
from types import SimpleNamespace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.faceting import Option
from core.records import State
from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus, ResultKind
from initiatives.finder.cards import card_of
from initiatives.finder.chips import Chip
from initiatives.finder.facet_values import LEGENDS
from initiatives.finder.facets import FinderFacet
from initiatives.finder.selection import SORTS
from initiatives.models import Initiative, Result
from municipalities.models import Municipality
from search.analysis import stem
from search.highlighting import highlight
from sources.models import Publication
from themes.models import Framework, Statement, Theme

ICONS = ["zoek", "kaart", "lijst", "tabel", "vergelijk", "gemeente", "klok", "regel", "print", "download", "feed"]
ICONS += ["waarschuwing", "info", "idee"]
PAST, FUTURE = date(2001, 1, 1), date(2999, 12, 31)
THEMES = {
    "opvang": "Opvang",
    "huisvesting": "Huisvesting",
    "integratie": "Integratie en inburgering",
    "arbeidsmigratie": "Arbeidsmigratie",
    "oekraine": "Oekraïense ontheemden",
    "ongedocumenteerden": "Ongedocumenteerden",
}
CROSS_CUTTING = {
    "werk": "Werk en participatie",
    "bestuur": "Bestuur en samenwerking",
    "migrantenkinderen": "Migrantenkinderen",
    "gezin-en-studie": "Gezins- en studiemigratie",
}


def context():
    """The context of the style guide: every record, choice and message that its templates need."""
    return {
        "themes": [example_theme(slug) for slug in (*THEMES, *CROSS_CUTTING)],
        "icons": ICONS,
        "initiatives": example_initiatives(),
        "cards": [card_of(initiative) for initiative in example_initiatives()],
        "statuses": [
            example_initiative(status=status) for status in InitiativeStatus if status != InitiativeStatus.PROPOSED
        ],
        "warned": initiatives_with_warning(),
        "facets": example_facets(),
        "sorts": [(name, label, name == "nieuwste") for name, (label, _order) in SORTS.items()],
        "chips": [Chip(text, "#chips") for text in (_("Voorbeeld: Opvang"), _("Voorbeeld: Lopend"))],
        "invalid_selection": invalid_selection(),
        "initiative_with_result": initiative_with_result(),
        "sources": [example_publication()],
        "group": search_results(),
        "passage": search_results().entries[0].marked_text,
    }


def example_theme(slug="opvang"):
    """A theme of the site, with made-up parts and a made-up number of examples."""
    name, is_cross = THEMES.get(slug) or CROSS_CUTTING[slug], slug in CROSS_CUTTING
    theme = Theme(pk=0, state=State.PUBLISHED, slug=slug, name=name, cross_cutting=is_cross)
    subthemes = [Theme(name=name) for name in (_("Voorbeeld van een onderdeel"), _("Nog een voorbeeld"))]
    theme.initiative_count = len(theme.name)
    theme.filled_subthemes = [_linked_here(subtheme) for subtheme in subthemes]
    return _linked_here(theme, subthemes=theme.filled_subthemes)


def example_initiative(place="Voorbeeldstad", slug="opvang", related=None, **fields):
    """A made-up initiative, checked and running unless the fields say otherwise."""
    defaults = {
        "kind": InitiativeKind.PROJECT,
        "status": InitiativeStatus.RUNNING,
        "as_of": f"{timezone.localdate():%Y-%m}",
        "next_check": FUTURE,
    }
    defaults["title"] = _("Voorbeeld: een initiatief zoals de meeste")
    defaults["summary"] = _(
        "Dit is een verzonnen voorbeeld. Hier staat in twee of drie zinnen wat het is, voor wie en waar."
    )
    initiative = Initiative(pk=0, main_theme=example_theme(slug), **(defaults | fields))
    belonging = {"municipalities": [Municipality(name=place)] if place else [], "frameworks": [], "results": []}
    return _linked_here(initiative, **(belonging | (related or {})))


def example_initiatives():
    """One initiative for each thing that a card may have to say."""
    long = _("Voorbeeld: arbeidsmigrantenhuisvestingsvergunningsvoorwaardenoverleg met een titel die lang doorloopt")
    new = example_initiative
    ended = new(title=_("Voorbeeld: twee regels lopen af"), slug="oekraine")
    ended.ended_rule, ended.leans_on_ending_rule = _("De voorbeeldregeling"), True
    return [
        new(),
        new(title=long, summary=long * 2, place="Voorbeeldhuizen-Buitenpoldersveen", slug="arbeidsmigratie"),
        new(
            title=_("Voorbeeld: een voorstel"),
            slug="huisvesting",
            kind=InitiativeKind.PROPOSAL,
            status=InitiativeStatus.PROPOSED,
        ),
        new(
            title=_("Voorbeeld: buitenland"),
            place="",
            country="Voorbeeldland",
            kind=InitiativeKind.FOREIGN,
            slug="werk",
        ),
        new(
            title=_("Voorbeeld: met cijfers"),
            band_yearly=CostBand.UNTIL_50K,
            evidence=Evidence.COUNTED,
            related={"results": [example_result()]},
        ),
        new(title=_("Voorbeeld: loopt volgens een oude bron"), as_of="2001", slug="integratie"),
        new(title=_("Voorbeeld: nagekeken"), checked_on=PAST, slug="werk"),
        new(title=_("Voorbeeld: einde voorbij"), end_year=2001, as_of="2001", slug="werk"),
        new(title=_("Voorbeeld: gestopt"), status=InitiativeStatus.STOPPED, slug="ongedocumenteerden"),
        ended,
    ]


def initiatives_with_warning():
    """Initiatives of which the page starts with a warning, one for each warning."""
    proposer = _("een voorbeeldgemeente")
    frameworks = [example_framework(_("De voorbeeldregeling"), PAST), example_framework(_("De voorbeeldwet"), FUTURE)]
    return [
        example_initiative(kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.PROPOSED, proposed_by=proposer),
        example_initiative(kind=InitiativeKind.FOREIGN, country="Voorbeeldland"),
        example_initiative(as_of="2001"),
        example_initiative(related={"frameworks": frameworks}),
    ]


def initiative_with_result():
    """An initiative with a result, and with a statement about it."""
    return example_initiative(related={"results": [example_result()], "statements": [example_statement()]})


def example_framework(name, last_day):
    """A made-up rule with the last day that it holds."""
    return _linked_here(
        Framework(name=name, valid_until=last_day.isoformat(), status=Framework.Status.IN_FORCE),
    )


def example_facets():
    """A facet with a chosen value, one that is closed, and one too long to show in full; a choice opens it."""
    themes = [("opvang", THEMES["opvang"], 12, True, False), ("huisvesting", THEMES["huisvesting"], 8, False, False)]
    themes.insert(1, ("kleinschalige-opvang", _("Voorbeeld van een onderdeel"), 3, False, True))
    places = [(f"voorbeeld-{n}", f"Voorbeeldstad {n}", 13 - n, n == 1, False) for n in range(1, 11)]
    kinds = [(InitiativeKind.PILOT, InitiativeKind.PILOT.label, 4, False, False)]
    facets = [("thema", themes, 0), ("soort", kinds, 0), ("gemeente", places, 332)]
    return [
        FinderFacet(name, LEGENDS[name], [Option(*option) for option in options], rest)
        for name, options, rest in facets
    ]


def invalid_selection():
    """A selection with a value that the finder does not have."""
    field = SimpleNamespace(label=LEGENDS["thema"], errors=[_("‘voorbeeld’ is geen geldige keuze.")])
    return SimpleNamespace(form=[field])


def example_publication():
    """A made-up source."""
    publication = Publication(
        title=_("Voorbeeld van een bron"), publisher="Voorbeelduitgever", date="2026", language="nl"
    )
    publication.url = "https://voorbeeld.example/"
    return _linked_here(publication)


def example_statement():
    """A made-up statement."""
    statement = Statement(
        person=_("Een voorbeeldpersoon"), function=_("wethouder"), period="2026", publication=example_publication()
    )
    statement.topic = _("een voorbeeld")
    statement.gist = _(
        "Dit is een verzonnen uitspraak. Zij laat zien hoe wij in onze woorden weergeven wat iemand zei."
    )
    return statement


def example_result():
    """A made-up result: a number with its definition."""
    fields = {
        "definition": _("verzonnen getal, met wat er is geteld"),
        "period": "2026",
        "denominator": _("alle voorbeelden"),
    }
    return Result(
        kind=ResultKind.OUTCOME, value="12", unit=_("voorbeelden"), publication=example_publication(), **fields
    )


def search_results():
    """A group of search results, with the word of the query highlighted."""
    stems = {stem("voorbeeld")}
    title = highlight(_("Voorbeeld van een zoekresultaat"), stems)
    text = highlight(_("Een verzonnen voorbeeld."), stems)
    entries = [SimpleNamespace(url=reverse("style"), marked_title=title, marked_text=text)]
    return SimpleNamespace(slug="voorbeeld", kind=SimpleNamespace(label=_("Voorbeelden")), entries=entries, total=1)


def _linked_here(record, **related):
    """A record whose links lead to the style guide, with the records that belong to it."""
    record.get_absolute_url = lambda: reverse("style")
    record._prefetched_objects_cache = {name: list(records) for name, records in related.items()}
    return record
