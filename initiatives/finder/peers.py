"""Municipalities like yours: which ones, why, and whose initiatives come first for whom."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from core.memo import Memo
from municipalities.gazetteer import Place, gazetteer
from municipalities.similarity import Profile, reasons, similarity
from search.analysis import fold

from .catalogue import bits, catalogue


@dataclass(frozen=True)
class Peer:
    """A municipality beside yours: `why` they are alike, in words; `is_mine` when it is the same one."""

    place: Place
    why: tuple[str, ...]
    is_mine: bool = False

    def __str__(self):
        """Such as "Arnhem: even groot, zelfde provincie"."""
        if self.is_mine:
            return _("Uw eigen gemeente")
        return f"{self.place.name}: {', '.join(self.why) or _('weinig overeenkomst')}"


class Peers:
    """The similarity of all municipalities at one revision; an order is made when somebody first asks for it."""

    def __init__(self, _number, _before):
        self.places = gazetteer().places
        self.catalogue = catalogue()
        self._orders = {}

    @cached_property
    def profiles(self):
        """A dict from slug to `Profile`, without the municipalities that are a part of another one today."""
        at, themes = self.catalogue.at, self.catalogue.main_themes.items()
        return {
            slug: Profile(
                place, frozenset(name for theme, name in themes if at[slug] & self.catalogue.any_of("thema", [theme]))
            )
            for slug, place in self.places.items()
            if place.current_slug == slug
        }

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

    def listed(self, found, mine):
        """The primary keys of a set: those of the most alike municipalities first, then the newest; an iterator."""
        for slug in self.order(mine):
            part = found & self.catalogue.at[slug]
            if part:
                yield from self.catalogue.listed(part, "newest")
                found &= ~part
        yield from self.catalogue.listed(found, "newest")

    def nearest(self, keys, mine):
        """Which municipality of each initiative is most like one.

        Args: keys, primary keys of initiatives; mine, a slug.
        Returns: a dict from key to `Peer`; an initiative without a municipality is not in it.
        """
        wanted, best = bits(keys), {}
        for slug in self.order(mine):
            if here := wanted & self.catalogue.at[slug]:
                best |= dict.fromkeys([key for key in keys if here >> key & 1], self.peer(mine, slug))
                wanted &= ~here
        return best

    def beside(self, mine, others):
        """The one of some municipalities (slugs, at least one) that is most like one: a `Peer`."""
        ranks = self.order(mine)
        return self.peer(mine, min((self.places[slug].current_slug for slug in others), key=ranks.get))

    def elsewhere(self, found, mine):
        """What others do: a set without the initiatives of one municipality (a slug), in the order of `listed`."""
        return self.listed(found & ~self.catalogue.at[self._own(mine).place.slug], mine)

    def _own(self, slug):
        return self.profiles[self.places[slug].current_slug]


_peers = Memo(Peers)


def peers():
    """The peers of now."""
    return _peers.get()
