"""The signal list: the bottlenecks that a choice of theme, year and addressee finds, and what is known of each."""

from collections import defaultdict
from functools import cached_property
from itertools import chain

from django.db.models import Count, Prefetch
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.faceting import FacetedSelection
from core.filter_sets import AddressFilterSet, FacetFilter, OneOfFilter
from core.key_set import KeySet
from core.memo import Memo
from municipalities.models import Consultation
from sources.models import Publication
from themes.models import Addressee, Ask, Bottleneck, Mention, Theme

LEGENDS = {
    "thema": gettext_lazy("Thema"),
    "aan": gettext_lazy("Aan wie is iets gevraagd"),
    "jaar": gettext_lazy("Genoemd in"),
}
SORTS = {
    "code": gettext_lazy("Code"),
    "jaren": gettext_lazy("In de meeste jaren genoemd"),
    "initiatieven": gettext_lazy("Meeste initiatieven eerst"),
}
ADDRESSES, HINDERED, STOPPED = "doet-iets-aan", "loopt-ertegenaan", "erdoor-gestopt"  # facets of the catalogue
HEADINGS = {
    ADDRESSES: gettext_lazy("Voorbeelden die er iets aan doen"),
    HINDERED: gettext_lazy("Voorbeelden die ertegenaan lopen"),
    STOPPED: gettext_lazy("Voorbeelden die erdoor stopten"),
}


class Signals:
    """Facet index of the published bottlenecks, read once for every change.

    slugs: a dict from primary key to slug, by code. everything: the `KeySet` of all bottlenecks.
    key_sets: a dict from (facet, value) to a `KeySet`.
    choices: a dict from facet to a dict from value to label, in the order of the screen.
    subthemes: the themes that are part of another.
    """

    def __init__(self, _number, _before):
        self.slugs = dict(Bottleneck.objects.published().values_list("pk", "slug"))
        self.everything = KeySet.of(self.slugs)
        self.choices = {}
        keys_by_value = defaultdict(list)
        for facet, value, key in chain(self._themes(), self._addressees(), self._years()):
            keys_by_value[facet, value].append(key)
        self.key_sets = {name: KeySet.of(keys) & self.everything for name, keys in keys_by_value.items() if keys}

    def years(self, key):
        """Number of years in which a bottleneck was raised."""
        return sum(key in self.key_sets["jaar", year] for year in self.choices["jaar"])

    def _themes(self):
        parts = Prefetch("subthemes", Theme.objects.published())
        mains = list(Theme.objects.published().main().prefetch_related(parts))
        families = [(main, [main, *main.subthemes.all()]) for main in mains]
        slugs_by_theme = {theme.pk: {theme.slug, main.slug} for main, family in families for theme in family}
        self.choices["thema"] = {theme.slug: theme.name for _main, family in families for theme in family}
        self.subthemes = set(self.choices["thema"]) - {main.slug for main in mains}
        for key, theme in Bottleneck.themes.through.objects.values_list("bottleneck", "theme"):
            for slug in slugs_by_theme.get(theme, ()):
                yield "thema", slug, key

    def _addressees(self):
        self.choices["aan"] = dict(Addressee.objects.values_list("slug", "name"))
        for key, slug in Ask.objects.published().order_by().values_list("bottlenecks", "addressees__slug"):
            if key is not None:
                yield "aan", slug, key

    def _years(self):
        mentions = Mention.objects.filter(publication__in=Publication.objects.published()).order_by("-year")
        pairs = [(key, str(year)) for key, year in mentions.values_list("bottleneck", "year") if key in self.slugs]
        self.choices["jaar"] = {year: year for _key, year in pairs}
        for key, year in pairs:
            yield "jaar", year, key


class SignalFilter(AddressFilterSet):
    """All parameters of the signal list, as they stand in an address; when one is invalid, nothing is found.

    Args: data, a QueryDict; the values of facets may be written as names: "Rijk" is read as "rijk".
    """

    sorteer = OneOfFilter(gettext_lazy("Sorteer op"), list(SORTS.items()))

    class Meta:
        model = Bottleneck
        fields = []

    def __init__(self, data):
        self.signals = signals()
        super().__init__(_normalised(data), Bottleneck.objects.all())

    @classmethod
    def get_filters(cls):
        """The order, and one for each facet."""
        return {**super().get_filters(), **{name: FacetFilter(label, name) for name, label in LEGENDS.items()}}

    def choices(self, facet):
        """The values of a facet that a visitor may choose: a dict from value to label."""
        return self.signals.choices[facet]

    def filter_queryset(self, queryset):
        """The published bottlenecks that match, in no particular order."""
        return queryset.published().filter(pk__in=list(self.selection.matching))

    @cached_property
    def selection(self):
        """The `FacetedSelection` of the parameters; an empty one when one of them is invalid."""
        if not self.is_valid():
            return FacetedSelection(self.signals.key_sets, {}, KeySet())
        cleaned = self.form.cleaned_data
        chosen = {name: list(values) for name in LEGENDS if (values := cleaned.get(name))}
        return FacetedSelection(self.signals.key_sets, chosen, self.signals.everything)

    @property
    def sort(self):
        """The name of the order."""
        return (self.is_valid() and self.form.cleaned_data.get("sorteer")) or "code"

    def keys(self, initiative_count):
        """The primary keys of what matches, in order.

        Args: initiative_count, a function from the slug of a bottleneck to its number of initiatives.
        """
        keys = list(self.selection.matching.ordered(list(self.signals.slugs), self.signals.everything))
        if self.sort == "jaren":
            keys.sort(key=lambda key: -self.signals.years(key))
        elif self.sort == "initiatieven":
            keys.sort(key=lambda key: -initiative_count(self.signals.slugs[key]))
        return keys


class Signal:
    """A bottleneck with all that its row says; needs `for_signals()`.

    interviewed: see `interviewed()`. roles: a `KeySet` of initiatives for each of `HEADINGS`. initiatives: the first
    few that do something about it.
    """

    def __init__(self, bottleneck, interviewed, roles, initiatives=()):
        self.bottleneck = bottleneck
        self.interviewed = interviewed
        self.initiative_count, self.hindered_count, self.stopped_count = (len(roles[role]) for role in HEADINGS)
        self.total_count = len(any_role(roles))
        self.initiatives = initiatives
        self.mentions = list(bottleneck.mentions.all())
        self.asks = list(bottleneck.asks.all())

    @property
    def has_other_roles(self):
        """Whether there are initiatives that do nothing about it, but run into it or stopped because of it."""
        return bool(self.hindered_count or self.stopped_count)

    @property
    def years(self):
        """The years in which it was raised, as text, the oldest first."""
        return [str(year) for year in sorted({mention.year for mention in self.mentions})]

    @cached_property
    def sources(self):
        """The publications that raise it, the oldest first."""
        return list({mention.publication_id: mention.publication for mention in self.mentions}.values())

    @property
    def counted(self):
        """The mentions of which the source says how many municipalities raise it."""
        return [mention for mention in self.mentions if mention.municipality_count is not None]

    @property
    def addressees(self):
        """Addressees of its asks, each once."""
        return list(dict.fromkeys(who for ask in self.asks for who in ask.addressees.all()))

    @property
    def interviews(self):
        """Number of municipalities interviewed for each source that gives no number itself; None where unknown."""
        counted = {mention.publication_id for mention in self.counted}
        uncounted = [source.pk for source in self.sources if source.pk not in counted]
        return [self.interviewed.get(pk) for pk in uncounted]

    @property
    def heard(self):
        """Sentence on the number of municipalities interviewed; empty when all sources give a number of their own."""
        totals = [str(total) for total in self.interviews if total]
        numbers, sources = get_text_list(totals, _("en")), len(self.interviews)
        if not sources:
            return ""
        if not totals:
            return ngettext(
                "Met hoeveel gemeenten voor deze bron is gesproken, weten wij niet.",
                "Met hoeveel gemeenten voor deze bronnen is gesproken, weten wij niet.",
                sources,
            )
        if len(totals) < len(self.sources):
            return _(
                "Voor %(some)s van deze bronnen is met %(numbers)s gemeenten gesproken; "
                "hoeveel daarvan dit noemden, zegt de bron niet."
            ) % {"some": len(totals), "numbers": numbers}
        return ngettext(
            "Voor deze bron is met %(numbers)s gemeenten gesproken; hoeveel daarvan dit noemden, zegt de bron niet.",
            "Voor deze bronnen is met %(numbers)s gemeenten gesproken; hoeveel daarvan dit noemden, zegt de bron niet.",
            sources,
        ) % {"numbers": numbers}


def any_role(roles):
    """The `KeySet` of the initiatives in any of some roles, which are a dict from role to `KeySet`."""
    together = KeySet()
    for key_set in roles.values():
        together |= key_set
    return together


def interviewed():
    """Return the number of municipalities interviewed for each publication: a dict from primary key to number."""
    rounds = Consultation.objects.filter(publication__in=Publication.objects.published()).order_by()
    totals = rounds.values("publication").annotate(total=Count("municipalities", distinct=True))
    return dict(totals.values_list("publication", "total"))


def _normalised(data):
    """The parameters, with the values of facets written as in our own addresses."""
    normalised = data.copy()
    for name in LEGENDS:
        if name in data:
            normalised.setlist(name, list(dict.fromkeys(slugify(value) or value for value in data.getlist(name))))
    return normalised


_signals = Memo(Signals)


def signals():
    """The signals of the current generation."""
    return _signals.get()
