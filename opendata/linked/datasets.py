"""Datasets to download: one for each kind of record, and the forms of each. The catalogue lists these."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.sheets import XLSX
from opendata.exports.formats import FORMATS as EXPORTS
from opendata.exports.formats import PARAMETER
from opendata.resources import RESOURCES

FORMATS = {  # media type, file type (EU; empty when it has none), name for people
    "csv": ("text/csv", "CSV", "CSV"),
    "xlsx": (XLSX, "XLSX", "Excel"),
    "json": ("application/json", "JSON", "JSON"),
    "jsonl": ("application/jsonl", "", "JSON Lines"),
    "jsonld": ("application/ld+json", "JSON_LD", "JSON-LD"),
    "ttl": ("text/turtle", "RDF_TURTLE", "Turtle"),
    "atom": ("application/atom+xml", "ATOM", "Atom"),
}
UNREGISTERED = {"jsonl"}  # IANA does not list its media type
PAGES = {
    "initiatieven": "initiatives:list",
    "gemeenten": "municipalities:list",
    "themas": "themes:list",
    "knelpunten": "themes:bottlenecks",
    "kaders": "themes:frameworks",
    "begrippen": "themes:concepts",
    "bronnen": "sources:list",
    "markten": "initiatives:market",
    "cijfers": "themes:key_figures",
    "organisaties": "sources:organisations",
    "stapels": "initiatives:bundles",
    "vragen": "themes:bottlenecks",
    "uitspraken": "sources:list",
    "gesprekken": "sources:list",
    "doelgroepen": "initiatives:list",
    "gemeentetypen": "municipalities:list",
    "provincies": "municipalities:list",
}
DESCRIPTIONS = {
    "initiatieven": _("Wat gemeenten doen met migratie, met wat het opleverde, kosten, partners en bronnen."),
    "gemeenten": _("De gemeenten met hun codes, ligging en inwoners, ook die opgingen in een andere."),
    "themas": _("De onderwerpen waarop wij alles indelen."),
    "knelpunten": _("Wat gemeenten niet alleen kunnen oplossen, met de jaren waarin het is genoemd en wat zij vragen."),
    "kaders": _("Wetten, verdragen en regelingen voor gemeenten, met hun stand en hun datums."),
    "begrippen": _("De woorden van het vak, met uitleg, andere woorden en verwante begrippen."),
    "bronnen": _("De stukken waar de feiten op deze site op rusten."),
    "markten": _("De dagen waarop initiatieven te zien zijn, met de kramen."),
    "cijfers": _("Getallen over migratie, met hun betekenis en hun bron."),
    "organisaties": _("Wie schrijft, uitvoert, betaalt of wordt aangesproken."),
    "stapels": _("Voorbeelden die de redactie bij één vraag koos, met wat ervan te leren is."),
    "vragen": _("Wat aan het Rijk en anderen is gevraagd of geadviseerd, met de bron."),
    "uitspraken": _("Wat mensen in een openbare functie zeiden, in onze woorden, met de bron."),
    "gesprekken": _("De gesprekken met gemeenten waar een bron op rust."),
    "doelgroepen": _("Voor wie een initiatief is."),
    "gemeentetypen": _("Typen gemeenten volgens een bron, met de gemeenten die zij noemt."),
    "provincies": _("De provincies met hun codes en hun gemeenten."),
}
MORE = {  # forms besides the exports: the name of the address and its arguments
    "initiatieven": [("atom", "initiatives:feed")],
    "begrippen": [("ttl", "linked:thesaurus_data", "ttl"), ("jsonld", "linked:thesaurus_data", "jsonld")],
}


@dataclass(frozen=True)
class Dataset:
    """All records of one kind: what it is called in addresses and for people, and the name of its page."""

    name: str
    title: str | Promise
    description: str | Promise
    page: str

    def addresses(self):
        """The path of each form: pairs of a key of `FORMATS` and a path."""
        is_main = self.name == "initiatieven"
        export, args = ("initiatives:export", []) if is_main else ("opendata:export", [self.name])
        files = [(form, reverse(export, args=args, query={PARAMETER: form})) for form in EXPORTS]
        return [*files, *((form, reverse(name, args=args)) for form, name, *args in MORE.get(self.name, []))]


DATASETS = [Dataset(name, title, DESCRIPTIONS[name], PAGES[name]) for name, title in RESOURCES.items()]
