"""Municipalities like the visitor's: which ones, why, and the order in which their initiatives are listed."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.key_set import KeySet
from core.memo import Memo
from municipalities.gazetteer import Place, gazetteer
from municipalities.similarity import Profile, reasons, similarity
from search.analysis import fold

from .catalogue import catalogue


@dataclass(frozen=True)
class Peer:
    """A municipality compared with yours: the `reasons` why they are alike; `is_mine` when it is the same one."""

    place: Place
    reasons: tuple[str, ...]
    is_mine: bool = False

    def __str__(self):
        """Such as "Arnhem: even groot, zelfde provincie"."""
        if self.is_mine:
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

    def order(self, mine):
        """All municipalities, the one most like `mine` (a slug) first, itself in front: a dict from slug to rank."""
        own = self._own(mine)
        if own.place.slug not in self._orders:
            alike = {slug: similarity(own, other) for slug, other in self.profiles.items()}
            slugs = sorted(alike, key=lambda slug: (slug != own.place.slug, -alike[slug], fold(self.places[slug].name)))
            self._orders[own.place.slug] = {slug: rank for rank, slug in enumerate(slugs)}
        return self._orders[own.place.slug]

    def peer(self, mine, other):
        """What makes one municipality (a slug) like another: a `Peer`."""
        own, theirs = self._own(mine), self._own(other)
        return Peer(theirs.place, tuple(reasons(own, theirs)), own is theirs)

    def most_alike(self, mine, number):
        """The first few municipalities of today like one (a slug), without itself: a list of `Peer`."""
        own = self._own(mine).place.slug
        others = [slug for slug in self.order(mine) if slug != own and self.places[slug].is_current]
        return [self.peer(mine, slug) for slug in others[:number]]

    def ordered(self, keys, mine):
        """The primary keys of a `KeySet`: those of the most alike municipalities first, then the newest; an iterator.

        Args: keys, of initiatives; mine, the slug of the municipality to be like.
        """
        for slug in self.order(mine):
            of_municipality = self.catalogue.by_municipality[slug]
            if not keys.isdisjoint(of_municipality):
                yield from self.catalogue.ordered(keys & of_municipality, "newest")
                keys -= of_municipality
        yield from self.catalogue.ordered(keys, "newest")

    def nearest(self, keys, mine):
        """Which municipality of each initiative is most like one.

        Args: keys, primary keys of initiatives; mine, a slug.
        Returns: a dict from key to `Peer`; an initiative without a municipality is not in it.
        """
        remaining, nearest = KeySet.of(keys), {}
        for slug in self.order(mine):
            if of_municipality := remaining & self.catalogue.by_municipality[slug]:
                nearest |= dict.fromkeys([key for key in keys if key in of_municipality], self.peer(mine, slug))
                remaining -= of_municipality
        return nearest

    def most_alike_of(self, mine, others):
        """Of some municipalities (slugs, at least one) the one most like `mine`, as a `Peer`."""
        ranks = self.order(mine)
        return self.peer(mine, min((self.places[slug].current_slug for slug in others), key=ranks.get))

    def elsewhere(self, keys, mine):
        """A `KeySet` without the initiatives of one municipality (a slug), in the order of `ordered`."""
        return self.ordered(keys - self.catalogue.by_municipality[self._own(mine).place.slug], mine)

    def _own(self, slug):
        return self.profiles[self.places[slug].current_slug]


_peers = Memo(Peers)


def peers():
    """The peers of the current generation."""
    return _peers.get()
