"""What the style guide shows: made-up records, none of them in the database, for the templates that the site uses."""

from datetime import date
from types import SimpleNamespace

from django.urls import reverse
from django.utils.translation import gettext as _

from core.faceting import Option
from initiatives.choices import Kind, Status
from initiatives.finder.cards import card_of
from initiatives.finder.chips import Chip
from initiatives.finder.facet_values import LEGENDS
from initiatives.finder.facets import FinderFacet
from initiatives.finder.selection import SORTS
from initiatives.models import Initiative, Result
from municipalities.models import Municipality
from search.analysis import stem
from search.marking import mark
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


def shown():
    """The context of the style guide: every record, choice and message that its templates ask for."""
    return {
        "themes": [theme(slug) for slug in (*THEMES, *CROSS_CUTTING)],
        "icons": ICONS,
        "initiatives": initiatives(),
        "cards": [card_of(initiative) for initiative in initiatives()],
        "statuses": [initiative(status=status) for status in Status if status != Status.PROPOSED],
        "warned": warned(),
        "facets": facets(),
        "sorts": [(name, label, name == "nieuwste") for name, (label, _order) in SORTS.items()],
        "chips": [Chip(text, "#chips") for text in (_("Voorbeeld: Opvang"), _("Voorbeeld: Lopend"))],
        "misunderstood": misunderstood(),
        "told": told(),
        "sources": [publication()],
        "group": found(),
        "passage": found().entries[0].marked_text,
    }


def theme(slug="opvang"):
    """A theme of the site, with made-up parts and a made-up number of examples."""
    made = Theme(pk=0, slug=slug, name=THEMES.get(slug) or CROSS_CUTTING[slug], cross_cutting=slug in CROSS_CUTTING)
    parts = [Theme(name=name) for name in (_("Voorbeeld van een onderdeel"), _("Nog een voorbeeld"))]
    made.initiative_count = len(made.name)
    return _here(made, subthemes=[_here(part) for part in parts])


def initiative(place="Voorbeeldstad", slug="opvang", related=None, **fields):
    """A made-up initiative, checked and running unless the fields say otherwise."""
    known = {"kind": Kind.PROJECT, "status": Status.RUNNING, "as_of": "2026-01", "next_check": FUTURE}
    known["title"] = _("Voorbeeld: een initiatief zoals de meeste")
    known["summary"] = _(
        "Dit is een verzonnen voorbeeld. Hier staat in twee of drie zinnen wat het is, voor wie en waar."
    )
    made = Initiative(pk=0, main_theme=theme(slug), **(known | fields))
    places = [Municipality(name=place)] if place else []
    return _here(made, **{"municipalities": places, "frameworks": [], **(related or {})})


def initiatives():
    """One initiative for each thing that a card may have to say."""
    long = _("Voorbeeld: arbeidsmigrantenhuisvestingsvergunningsvoorwaardenoverleg met een titel die lang doorloopt")
    ended = initiative(title=_("Voorbeeld: twee regels lopen af"), slug="oekraine")
    ended.leans_on_ended_rule = ended.leans_on_ending_rule = True
    return [
        initiative(),
        initiative(title=long, summary=long * 2, place="Voorbeeldhuizen-Buitenpoldersveen", slug="arbeidsmigratie"),
        initiative(title=_("Voorbeeld: een voorstel"), slug="huisvesting", kind=Kind.PROPOSAL, status=Status.PROPOSED),
        initiative(title=_("Voorbeeld: buitenland"), place="", country="Voorbeeldland", kind=Kind.FOREIGN, slug="werk"),
        initiative(title=_("Voorbeeld: verouderd"), next_check=PAST, as_of="2001", slug="integratie"),
        initiative(title=_("Voorbeeld: gestopt"), status=Status.STOPPED, slug="ongedocumenteerden"),
        ended,
    ]


def warned():
    """Initiatives of which the page starts with a warning, one for each warning."""
    by = _("een voorbeeldgemeente")
    rules = [framework(_("De voorbeeldregeling"), PAST), framework(_("De voorbeeldwet"), FUTURE)]
    return [
        initiative(kind=Kind.PROPOSAL, status=Status.PROPOSED, proposed_by=by),
        initiative(kind=Kind.FOREIGN, country="Voorbeeldland"),
        initiative(next_check=PAST),
        initiative(related={"frameworks": rules}),
    ]


def told():
    """An initiative with a result, and with something that was said about it."""
    return initiative(related={"results": [result()], "statements": [statement()]})


def framework(name, last_day):
    """A made-up rule with the last day that it holds."""
    return _here(Framework(name=name, valid_until=last_day.isoformat(), status=Framework.Status.IN_FORCE))


def facets():
    """A facet with a choice made, one that is closed, and one too long to show in full; a choice opens it."""
    themes = [("opvang", THEMES["opvang"], 12, True, False), ("huisvesting", THEMES["huisvesting"], 8, False, False)]
    themes.insert(1, ("kleinschalige-opvang", _("Voorbeeld van een onderdeel"), 3, False, True))
    places = [(f"voorbeeld-{one}", f"Voorbeeldstad {one}", 13 - one, one == 1, False) for one in range(1, 11)]
    kinds = [(Kind.PILOT, Kind.PILOT.label, 4, False, False)]
    made = [("thema", themes, 0), ("soort", kinds, 0), ("gemeente", places, 332)]
    return [
        FinderFacet(name, LEGENDS[name], [Option(*option) for option in options], rest) for name, options, rest in made
    ]


def misunderstood():
    """A choice that the finder does not know."""
    field = SimpleNamespace(label=LEGENDS["thema"], errors=[_("‘voorbeeld’ is geen geldige keuze.")])
    return SimpleNamespace(form=[field])


def publication():
    """A made-up source."""
    made = Publication(title=_("Voorbeeld van een bron"), publisher="Voorbeelduitgever", date="2026", language="nl")
    made.url = "https://voorbeeld.example/"
    return _here(made)


def statement():
    """Something that nobody said."""
    made = Statement(
        person=_("Een voorbeeldpersoon"), function=_("wethouder"), period="2026", publication=publication()
    )
    made.topic = _("een voorbeeld")
    made.gist = _("Dit is een verzonnen uitspraak. Zij laat zien hoe wij in onze woorden weergeven wat iemand zei.")
    return made


def result():
    """A number with all that belongs to it."""
    told = {
        "definition": _("verzonnen getal, met wat er is geteld"),
        "period": "2026",
        "denominator": _("alle voorbeelden"),
    }
    return Result(value="12", unit=_("voorbeelden"), publication=publication(), **told)


def found():
    """What a search found, with the word that was looked for."""
    stems = {stem("voorbeeld")}
    title, text = mark(_("Voorbeeld van een zoekresultaat"), stems), mark(_("Een verzonnen voorbeeld."), stems)
    entries = [SimpleNamespace(url=reverse("style"), marked_title=title, marked_text=text)]
    return SimpleNamespace(slug="voorbeeld", kind=SimpleNamespace(label=_("Voorbeelden")), entries=entries, total=1)


def _here(record, **related):
    """A record whose links lead to the style guide, with the records that belong to it."""
    record.get_absolute_url = lambda: reverse("style")
    record._prefetched_objects_cache = {name: list(records) for name, records in related.items()}
    return record
