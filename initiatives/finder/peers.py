"""Municipalities like the visitor's: which ones, why, and the order in which their initiatives are listed."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.key_set import KeySet
from core.memo import Memo
from municipalities.gazetteer import gazetteer
from municipalities.place import Place
from municipalities.similarity import Profile, reasons, similarity
from search.analysis import fold

from .catalogue import catalogue

MAX_OF_ONE = 2  # examples of one municipality in a short list


@dataclass(frozen=True)
class Peer:
    """A municipality compared with yours: the `reasons` why they are alike; `is_own` when it is the same one."""

    place: Place
    reasons: tuple[str, ...]
    is_own: bool = False

    def __str__(self):
        """Such as "Arnhem: even groot, zelfde provincie"."""
        if self.is_own:
            return _("Uw eigen gemeente")
        return f"{self.place.name}: {', '.join(self.reasons) or _('weinig overeenkomst')}"


class Peers:
    """The likeness of all municipalities at one generation; an order is computed when it is first requested."""

    def __init__(self, _number, _before):
        self.places = gazetteer().places
        self.catalogue = catalogue()
        self._orders = {}

    @cached_property
    def profiles(self):
        """A dict from slug to `Profile`, without the municipalities that are a part of another one today."""
        themes = [(name, self.catalogue.any_of("thema", [slug])) for slug, name in self.catalogue.main_themes.items()]

        def themes_of(slug):
            keys = self.catalogue.by_municipality[slug]
            return frozenset(name for name, theme_keys in themes if not keys.isdisjoint(theme_keys))

        today = {slug: place for slug, place in self.places.items() if place.current_slug == slug}
        return {slug: Profile(place, themes_of(slug)) for slug, place in today.items()}

    def order(self, own_slug):
        """All municipalities, that of `own_slug` first and then the most like it: a dict from slug to rank."""
        own = self._own(own_slug)
        if own.place.slug not in self._orders:
            alike = {slug: similarity(own, other) for slug, other in self.profiles.items()}
            slugs = sorted(alike, key=lambda slug: (slug != own.place.slug, -alike[slug], fold(self.places[slug].name)))
            self._orders[own.place.slug] = {slug: rank for rank, slug in enumerate(slugs)}
        return self._orders[own.place.slug]

    def peer(self, own_slug, other):
        """Return the `Peer` that says how another municipality is like one's own; both are slugs."""
        own, theirs = self._own(own_slug), self._own(other)
        return Peer(theirs.place, tuple(reasons(own, theirs)), own is theirs)

    def most_alike(self, own_slug, number):
        """The first few municipalities of today like one (a slug), without itself: a list of `Peer`."""
        own = self._own(own_slug).place.slug
        others = [slug for slug in self.order(own_slug) if slug != own and self.places[slug].is_current]
        return [self.peer(own_slug, slug) for slug in others[:number]]

    def ordered(self, keys, own_slug):
        """The primary keys of a `KeySet`: those of the most alike municipalities first, then the newest; an iterator.

        Args: keys, of initiatives; own_slug, the slug of the municipality to be like.
        """
        for slug in self.order(own_slug):
            of_municipality = self.catalogue.by_municipality[slug]
            if not keys.isdisjoint(of_municipality):
                yield from self.catalogue.ordered(keys & of_municipality, "newest")
                keys -= of_municipality
        yield from self.catalogue.ordered(keys, "newest")

    def nearest(self, keys, own_slug):
        """Return the municipality of each initiative that is most like one.

        Args: keys, primary keys of initiatives; own_slug, of the municipality to be like.
        Returns: a dict from key to `Peer`; an initiative without a municipality is not in it.
        """
        remaining, nearest = KeySet.of(keys), {}
        for slug in self.order(own_slug):
            if of_municipality := remaining & self.catalogue.by_municipality[slug]:
                nearest |= dict.fromkeys([key for key in keys if key in of_municipality], self.peer(own_slug, slug))
                remaining -= of_municipality
        return nearest

    def most_alike_of(self, own_slug, others):
        """Return the municipality most like that of `own_slug` among some (slugs, at least one), as a `Peer`."""
        ranks = self.order(own_slug)
        return self.peer(own_slug, min((self.places[slug].current_slug for slug in others), key=ranks.get))

    def foremost(self, keys, own_slug, number):
        """The first few of other municipalities like one, at most two of each while others have any.

        Args: keys, a `KeySet` of initiatives; own_slug, of the municipality to be like; number, how many at most.
        Returns: a list of primary keys; of a municipality with which there is little in common it has none.
        """
        first, further = [], []
        keys -= self.catalogue.by_municipality[self._own(own_slug).place.slug]
        for slug in self.order(own_slug):
            of_municipality = keys & self.catalogue.by_municipality[slug]
            if of_municipality and self.peer(own_slug, slug).reasons:
                newest = list(self.catalogue.ordered(of_municipality, "newest"))
                first, further = first + newest[:MAX_OF_ONE], further + newest[MAX_OF_ONE:]
                keys -= of_municipality
            if len(first) >= number:
                break
        return (first + further)[:number]

    def _own(self, slug):
        return self.profiles[self.places[slug].current_slug]


_peers = Memo(Peers)


def peers():
    """The peers of the current generation."""
    return _peers.get()
