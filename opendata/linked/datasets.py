"""What there is to download: the datasets, and the forms of each. The catalogue lists these."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FORMATS = {  # media type (IANA), file type (EU), name for people
    "csv": ("text/csv", "CSV", "CSV"),
    "jsonld": ("application/ld+json", "JSON_LD", "JSON-LD"),
    "ttl": ("text/turtle", "RDF_TURTLE", "Turtle"),
    "atom": ("application/atom+xml", "ATOM", "Atom"),
}


@dataclass(frozen=True)
class Dataset:
    """Records of one kind: the name of their page, and for each form the name of its address and its arguments."""

    name: str
    title: str | Promise
    description: str | Promise
    page: str
    files: tuple = ()

    def addresses(self):
        """The path of each form: pairs of a key of `FORMATS` and a path."""
        return [(form, reverse(name, args=args)) for form, name, *args in self.files]


DATASETS = [
    Dataset(
        "initiatieven",
        _("Initiatieven"),
        _("Lokale voorbeelden van migratiebeleid: wat gemeenten doen, met wat het opleverde, kosten en bronnen."),
        "initiatives:list",
        (("csv", "initiatives:export"), ("atom", "initiatives:feed")),
    ),
    Dataset(
        "knelpunten",
        _("Knelpunten"),
        _("Wat gemeenten niet alleen kunnen oplossen, met de jaren waarin het is genoemd en wat zij vragen."),
        "themes:bottlenecks",
        (("csv", "themes:bottlenecks_export"),),
    ),
    Dataset(
        "begrippen",
        _("Begrippen"),
        _("De woorden van het vak, met uitleg, andere woorden en verwante begrippen (SKOS)."),
        "themes:concepts",
        (("ttl", "linked:thesaurus_data", "ttl"), ("jsonld", "linked:thesaurus_data", "jsonld")),
    ),
]
