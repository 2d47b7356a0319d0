"""The menu and the links of the footer to fixed pages: which stand where, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .kinds import KINDS
from .live import live, page_text

MAX_IN_MENU = 9  # entries; so many fit on one line of a wide screen
OBLIGED = ["accessibility", "privacy"]  # a public body has these on every page


class Position(models.TextChoices):
    """Position of a link on the page."""

    MENU = "menu", _("menu")
    FOOTER = "voet", _("voet")
    BOTH = "menu en voet", _("menu en voet")
    NOWHERE = "nergens", _("nergens")


@dataclass(frozen=True)
class Entry:
    """A link of the menu or the footer.

    default: where it stands until an editor moves it. names: of the other pages on which it is the current one; of its
    whole area with `area`, but for those in `but`. language: of the page, when it is not Dutch. is_there: says of
    the `SiteSettings` whether the site has that page.
    """

    url_name: str
    label: str | Promise = ""
    default: Position = Position.MENU
    names: tuple[str, ...] = ()
    area: bool = False
    but: tuple[str, ...] = ()
    language: str = ""
    is_there: Callable = lambda _settings: True

    @property
    def positions(self):
        """Where it may stand: the footer has links to the sections of the site already."""
        return [*Position] if self.default is Position.FOOTER else [Position.MENU, Position.NOWHERE]

    @property
    def title(self):
        """Its words; those of a fixed page are its title, as it is on the site."""
        return self.label or page_text(_KEYS[self.url_name]).title

    @property
    def name(self):
        """Its name at the desk, which no editor changes."""
        return self.label or KINDS[_KEYS[self.url_name]].label

    @property
    def address(self):
        """Where it leads."""
        return reverse(self.url_name)

    def is_current(self, view_name):
        """Whether a page, by the name of its view, is the one of this entry or belongs to it."""
        area, _colon, name = view_name.rpartition(":")
        own_area, _colon, own_name = self.url_name.rpartition(":")
        return area == own_area and (name in {own_name, *self.names} or (self.area and name not in self.but))


_KEYS = {kind.url_name: key for key, kind in KINDS.items() if kind.is_page}
ENTRIES = [
    Entry(
        "initiatives:list",
        _("Initiatieven"),
        area=True,
        but=("market", "opportunities", "coverage", "bundles", "bundle"),
    ),
    Entry("initiatives:bundles", _("Stapels"), names=("bundle",)),
    Entry("themes:list", _("Thema’s"), names=("detail",)),
    Entry("municipalities:list", _("Gemeenten"), area=True),
    Entry("themes:bottlenecks", _("Knelpunten"), names=("bottleneck",)),
    Entry("themes:frameworks", _("Kaders"), names=("framework",)),
    Entry("initiatives:opportunities", _("Kansenkaart")),
    Entry("initiatives:market", _("Markt")),
    Entry("about", default=Position.FOOTER),
    Entry("initiatives:coverage", _("Wat wij hebben en wat niet"), Position.FOOTER),
    Entry("accessibility", default=Position.FOOTER),
    Entry("privacy", default=Position.FOOTER),
    Entry("open_data", default=Position.FOOTER),
    Entry("pages:news", _("Nieuws"), Position.FOOTER, names=("news_item",), is_there=attrgetter("news")),
    Entry("english", "In English", Position.FOOTER, language="en"),
]


def ordered(menu):
    """All entries in the order that an editor chose: those that came later are at the end; menu, of `SiteSettings`."""
    order = menu.get("order", [])
    return sorted(ENTRIES, key=lambda entry: order.index(entry.url_name) if entry.url_name in order else len(order))


def position(entry, menu):
    """Where an entry stands: as an editor chose, or else as the portal has it."""
    return Position(menu.get("positions", {}).get(entry.url_name, entry.default))


def links(where):
    """The entries in the menu or in the footer, in their order; where, `Position.MENU` or `Position.FOOTER`."""
    settings = live().settings
    menu = settings.menu
    shown = [entry for entry in ordered(menu) if position(entry, menu) in {where, Position.BOTH}]
    return [entry for entry in shown if entry.is_there(settings)]
