"""The signal list: the bottlenecks that a choice of theme, year and addressee finds, and what is known of each."""

from collections import defaultdict
from functools import cached_property

import django_filters
from django.db.models import Count, Prefetch
from django.utils.text import get_text_list, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.memo import Memo
from municipalities.models import Consultation
from sources.models import Publication

from .models import Addressee, Ask, Bottleneck, Mention, Theme

LEGENDS = {
    "thema": gettext_lazy("Thema"),
    "aan": gettext_lazy("Wie moet iets doen"),
    "jaar": gettext_lazy("Genoemd in"),
}
SORTS = {
    "code": gettext_lazy("Code"),
    "jaren": gettext_lazy("In de meeste jaren genoemd"),
    "initiatieven": gettext_lazy("Meeste initiatieven eerst"),
}
UNKNOWN = gettext_lazy("‘%(value)s’ kennen wij niet.")


class Signals:
    """What can be chosen, read once for every change.

    slugs: a dict from primary key to slug, by code. sets: a dict from (facet, value) to primary keys.
    choices: a dict from facet to a dict from value to label, in the order of the screen.
    subthemes: the themes that are part of another.
    """

    def __init__(self, _number, _before):
        self.slugs = dict(Bottleneck.objects.published().values_list("pk", "slug"))
        self.sets = defaultdict(set)
        self.choices = {}
        self._read_themes()
        self._read_addressees()
        self._read_years()

    def years(self, key):
        """How many years a bottleneck was raised in."""
        return sum(key in self.sets["jaar", year] for year in self.choices["jaar"])

    def _add(self, facet, value, key):
        if key in self.slugs:
            self.sets[facet, value].add(key)

    def _read_themes(self):
        parts = Prefetch("subthemes", Theme.objects.published())
        mains = list(Theme.objects.published().main().prefetch_related(parts))
        families = [(main, [main, *main.subthemes.all()]) for main in mains]
        gives = {theme.pk: {theme.slug, main.slug} for main, family in families for theme in family}
        self.choices["thema"] = {theme.slug: theme.name for _main, family in families for theme in family}
        self.subthemes = set(self.choices["thema"]) - {main.slug for main in mains}
        for key, theme in Bottleneck.themes.through.objects.values_list("bottleneck", "theme"):
            for slug in gives.get(theme, ()):
                self._add("thema", slug, key)

    def _read_addressees(self):
        self.choices["aan"] = dict(Addressee.objects.values_list("slug", "name"))
        for key, slug in Ask.objects.published().order_by().values_list("bottlenecks", "addressees__slug"):
            self._add("aan", slug, key)

    def _read_years(self):
        mentions = Mention.objects.filter(publication__in=Publication.objects.published()).order_by("-year")
        rows = [(key, str(year)) for key, year in mentions.values_list("bottleneck", "year") if key in self.slugs]
        self.choices["jaar"] = {year: year for _key, year in rows}
        for key, year in rows:
            self._add("jaar", year, key)


class SignalFilter(django_filters.FilterSet):
    """All parameters of the signal list; check `is_valid()`, an invalid one gives no results."""

    sorteer = django_filters.ChoiceFilter(
        label=gettext_lazy("Sorteer op"), choices=list(SORTS.items()), error_messages={"invalid_choice": UNKNOWN}
    )

    class Meta:
        model = Bottleneck
        fields = []

    def __init__(self, data):
        self.signals = signals()
        super().__init__(_forgiven(data), Bottleneck.objects.none())
        for name in LEGENDS:
            if name not in data:
                del self.filters[name]
            else:
                self.filters[name].extra["choices"] = list(self.signals.choices[name].items())

    @classmethod
    def get_filters(cls):
        """The order, and one for each facet."""
        facets = {
            name: django_filters.MultipleChoiceFilter(label=label, error_messages={"invalid_choice": UNKNOWN})
            for name, label in LEGENDS.items()
        }
        return {**super().get_filters(), **facets}

    @cached_property
    def selection(self):
        """The chosen values of each facet; empty when a parameter is wrong."""
        cleaned = self.form.cleaned_data if self.is_valid() else {}
        return {name: list(values) for name in LEGENDS if (values := cleaned.get(name))}

    @property
    def sort(self):
        """The name of the order."""
        return (self.form.cleaned_data.get("sorteer") if self.is_valid() else "") or "code"

    def found_without(self, facet):
        """The primary keys that the selection finds when one facet is left out of it."""
        found = set(self.signals.slugs) if self.is_valid() else set()
        for name, values in self.selection.items():
            if name != facet:
                found &= set().union(*(self.signals.sets.get((name, value), ()) for value in values))
        return found

    def keys(self, answers):
        """The primary keys of what was found, in order. answers: a function from slug to a number of initiatives."""
        found = self.found_without(None)
        keys = [key for key in self.signals.slugs if key in found]
        if self.sort == "jaren":
            keys.sort(key=lambda key: -self.signals.years(key))
        elif self.sort == "initiatieven":
            keys.sort(key=lambda key: -answers(self.signals.slugs[key]))
        return keys


class Signal:
    """A bottleneck with all that its row says; needs `for_signals()`.

    interviewed: see `interviewed()`. initiative_count: how many initiatives answer it. initiatives: the first few.
    """

    def __init__(self, bottleneck, interviewed, initiative_count, initiatives=()):
        self.bottleneck = bottleneck
        self.interviewed = interviewed
        self.initiative_count = initiative_count
        self.initiatives = initiatives
        self.mentions = list(bottleneck.mentions.all())
        self.asks = list(bottleneck.asks.all())

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
        """Who is asked to act."""
        return list(dict.fromkeys(who for ask in self.asks for who in ask.addressees.all()))

    @property
    def interviews(self):
        """With how many municipalities was spoken for each source that gives no number of its own, where known."""
        counted = {mention.publication_id for mention in self.counted}
        rest = [source.pk for source in self.sources if source.pk not in counted]
        return [self.interviewed.get(pk) for pk in rest]

    @property
    def heard(self):
        """What is known of the number of municipalities, in a sentence; empty when sources give the number itself."""
        known = [str(total) for total in self.interviews if total]
        numbers, sources = get_text_list(known, _("en")), len(self.interviews)
        if not sources:
            return ""
        if not known:
            return ngettext(
                "Met hoeveel gemeenten voor deze bron is gesproken, weten wij niet.",
                "Met hoeveel gemeenten voor deze bronnen is gesproken, weten wij niet.",
                sources,
            )
        if len(known) < len(self.sources):
            return _(
                "Voor %(some)s van deze bronnen is met %(numbers)s gemeenten gesproken; "
                "hoeveel daarvan dit noemden, zegt de bron niet."
            ) % {"some": len(known), "numbers": numbers}
        return ngettext(
            "Voor deze bron is met %(numbers)s gemeenten gesproken; hoeveel daarvan dit noemden, zegt de bron niet.",
            "Voor deze bronnen is met %(numbers)s gemeenten gesproken; hoeveel daarvan dit noemden, zegt de bron niet.",
            sources,
        ) % {"numbers": numbers}


def interviewed():
    """With how many municipalities was spoken for each publication: a dict from primary key to number."""
    rounds = Consultation.objects.filter(publication__in=Publication.objects.published()).order_by()
    totals = rounds.values("publication").annotate(total=Count("municipalities", distinct=True))
    return dict(totals.values_list("publication", "total"))


def _forgiven(data):
    """The parameters with the values of facets written as in our own addresses: "Rijk" becomes "rijk"."""
    forgiven = data.copy()
    for name in LEGENDS:
        if name in data:
            forgiven.setlist(name, list(dict.fromkeys(slugify(value) or value for value in data.getlist(name))))
    return forgiven


_signals = Memo(Signals)


def signals():
    """The signals of now."""
    return _signals.get()
