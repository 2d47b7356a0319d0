"""Every kind of public record: what it is called, what its fields are, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from core.generation import current, pinned
from initiatives.models import Bundle, Initiative, MarketEdition
from municipalities.models import Province
from sources.models import Organisation, Publication
from themes.models import Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, TargetGroup, Theme

from . import collections, groups, initiative_reader, places, publications, rules, subjects, voices
from .base import Record
from .initiatives import Initiatief


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    name: plural, as in addresses. schema: its fields. published: the queryset of what visitors may see. reader: from a
    list of primary keys to the schemas, in that order, with as many queries for one as for a hundred. order: what a
    list is ordered by, which no two have alike. key: the field of the model that is the code.
    """

    name: str
    schema: type[Record]
    published: Callable
    reader: Callable
    order: tuple[str, ...] = ("code",)
    key: str = "code"

    @property
    def title(self):
        """What one is called, in Dutch."""
        return self.schema.__name__

    def read(self, keys):
        """The records with some primary keys (a list), as schemas in that order, as far as visitors may see them."""
        with pinned(current()):  # or each would look whether what it needs is still in memory
            return self.reader(keys)

    def keys(self, rows=None):
        """The primary keys of some published rows, or of all of them, in the order of a list."""
        rows = self.published() if rows is None else rows
        return list(rows.order_by(*self.order).values_list("pk", flat=True))


KINDS = {
    kind.name: kind
    for kind in [
        Kind("initiatieven", Initiatief, Initiative.objects.published, initiative_reader.read_initiatives),
        Kind("gemeenten", places.Gemeente, places.public_municipalities, places.read_municipalities),
        Kind("themas", subjects.Thema, Theme.objects.published, subjects.read_themes),
        Kind("knelpunten", rules.Knelpunt, Bottleneck.objects.published, rules.read_bottlenecks),
        Kind("kaders", rules.Kader, Framework.objects.published, rules.read_frameworks),
        Kind("begrippen", subjects.Begrip, Concept.objects.published, subjects.read_concepts, ("slug",), "slug"),
        Kind("bronnen", publications.Bron, Publication.objects.published, publications.read_publications),
        Kind(
            "markten", collections.Markt, MarketEdition.objects.published, collections.read_markets, ("date",), "slug"
        ),
        Kind("cijfers", subjects.Cijfer, KeyFigure.objects.published, subjects.read_key_figures),
        Kind(
            "organisaties",
            publications.Organisatie,
            Organisation.objects.published,
            publications.read_organisations,
            ("slug",),
            "slug",
        ),
        Kind("stapels", collections.Stapel, Bundle.objects.published, collections.read_bundles, ("slug",), "slug"),
        Kind("vragen", voices.VraagOfAdvies, Ask.objects.published, voices.read_asks),
        Kind("uitspraken", voices.PubliekeUitspraak, Statement.objects.published, voices.read_statements),
        Kind("gesprekken", voices.Gespreksronde, voices.public_consultations, voices.read_consultations),
        Kind(
            "doelgroepen",
            groups.Doelgroep,
            TargetGroup.objects.all,
            groups.read_target_groups,
            ("position", "name"),
            "slug",
        ),
        Kind("gemeentetypen", groups.Gemeentetype, groups.public_types, groups.read_types, ("slug",), "slug"),
        Kind("provincies", groups.Provincie, Province.objects.all, groups.read_provinces, ("slug",), "slug"),
    ]
}
