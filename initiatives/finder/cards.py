"""Initiatives as lists show them; what does not depend on the visitor is cached until the next change."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.fragments import Fragment
from core.memo import Memo
from search.highlighting import excerpt, highlight, is_highlighted
from search.models import Entry

from .card_rows import initiatives_for_cards
from .peers import Peer, peers

MAX_CACHED = 4_000
CARD, ROW = Fragment("initiatives/_card.html"), Fragment("initiatives/_row.html")


@dataclass(frozen=True, slots=True)
class Card:
    """Card of an initiative in a list: texts only, so that one row could hold it.

    badges, facts and theme are HTML that was rendered before. title and summary may have marked words, name
    has not. badges: an unusual status, country or contradiction, if any. remark: an editor's, on why it is in a list.
    peer: which municipality is most like the visitor's.
    """

    key: int
    code: str
    url: str
    name: str
    title: str
    colour: str
    place: str
    badges: str
    facts: SafeString
    summary: str
    theme: SafeString
    passage: str = ""
    remark: str = ""
    peer: Peer | None = None

    @property
    def has_further(self):
        """Whether there is something to say of it in this list only."""
        return bool(self.passage or self.remark or self.peer)

    def html(self, carry="", tick=""):
        """The card as HTML.

        Args: carry, the query string that its link takes along; tick, the button that puts it on the list.
        """
        further = render_to_string("initiatives/_further.html", {"card": self}) if self.has_further else ""
        return CARD.render(
            url=self.url,
            carry=carry,
            title=self.title,
            colour=self.colour,
            place=self.place,
            badges=self.badges,
            facts=self.facts,
            summary=self.summary,
            theme=self.theme,
            further=further,
            tick=tick,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """An initiative in a table: its card, and cells that were rendered before."""

    card: Card
    cells: SafeString

    def html(self, carry="", tick="", *, with_peer=False):
        """The row as HTML; `with_peer` when the table says which municipality is like the visitor's."""
        card = self.card
        return ROW.render(
            url=card.url,
            carry=carry,
            title=card.title,
            cells=self.cells,
            peer=format_html('<td data-label="{}">{}</td>', _("Lijkt"), card.peer or "") if with_peer else "",
            tick=tick,
        )


def cards_of(keys):
    """The cards of the published initiatives with some primary keys, in that order."""
    return list(_cached_or_rendered(keys, _cards.get(), card_of).values())


def rows_of(cards):
    """The rows of some cards."""
    cells = _cached_or_rendered([card.key for card in cards], _cells.get(), cells_of)
    return [Row(card, cells[card.key]) for card in cards if card.key in cells]


def with_highlights(keys, search):
    """Return cards with the words of a search marked and, when these occur only further on, the passage."""
    stems = search.stems
    cards = [
        replace(card, title=highlight(card.title, stems), summary=highlight(card.summary, stems))
        for card in cards_of(keys)
    ]
    silent = {card.key for card in cards if not (is_highlighted(card.title) or is_highlighted(card.summary))}
    texts = dict(Entry.objects.filter(pk__in=silent).values_list("pk", "text")) if silent else {}
    passages = {key: highlight(excerpt(text, stems), stems) for key, text in texts.items()}
    return [replace(card, passage=passages[card.key]) if card.key in passages else card for card in cards]


def with_peers(cards, own_slug):
    """Return the cards, each with the `Peer` among its municipalities that is most like one (a slug)."""
    nearest = peers().nearest([card.key for card in cards], own_slug)
    return [replace(card, peer=nearest.get(card.key)) for card in cards]


def with_remarks(cards, remarks):
    """Return the cards, each with the remark of an editor; remarks, a dict from primary key to text."""
    return [replace(card, remark=remarks.get(card.key, "")) for card in cards]


def card_of(initiative):
    """The card of an initiative that has what `for_cards()` reads."""
    title, theme = initiative.title, initiative.public_theme
    return Card(
        key=initiative.pk,
        code=initiative.code,
        url=initiative.get_absolute_url(),
        name=title,
        title=title,
        colour=initiative.colour,
        place=initiative.place,
        badges=_badges_of(initiative) if initiative.facts.needs_mark else "",
        facts=initiative.facts.line,
        summary=initiative.summary,
        theme=_theme(theme.icon_name, theme.name) if theme else "",
    )


def cells_of(initiative):
    """The cells of an initiative in a table, as HTML."""
    return _rendered("initiatives/_cells.html", {"initiative": initiative})


def _cached_or_rendered(keys, cached, build):
    """Build the card or the cells of published initiatives, cached for today: a dict from key, in the given order."""
    today = timezone.localdate()
    by_key = {key: cached.get((key, today)) for key in keys}
    missing = [key for key, built in by_key.items() if built is None]
    if missing:
        if len(cached) > MAX_CACHED:
            cached.clear()
        initiatives = initiatives_for_cards(missing)
        by_key |= {key: build(initiative) for key, initiative in initiatives.items()}
        cached.update({(key, today): by_key[key] for key in initiatives})
    return {key: built for key, built in by_key.items() if built}


@lru_cache(100)
def _theme(icon, name):
    """A theme with its icon, as HTML: there are few, on many cards."""
    return format_html("{}{}", render_to_string("_icon.html", {"name": icon}), name)


def _badges_of(initiative):
    freshness = initiative.freshness
    return _badges(
        is_proposal=initiative.is_proposal,
        is_foreign=initiative.is_foreign,
        status=freshness.status,
        status_label="" if initiative.facts.has_plain_status else freshness.status_label,
        warnings=tuple(str(contradiction.kind.label) for contradiction in freshness.contradictions),
        leans_on_ending_rule=initiative.leans_on_ending_rule,
    )


@lru_cache(200)
def _badges(**shown):
    """Render the badges of a card as HTML; cached, for many cards have the same."""
    return _rendered("initiatives/_card_badges.html", shown)


def _rendered(template, context):
    html = render_to_string(template, context)
    return SafeString("\n".join(stripped for line in html.splitlines() if (stripped := line.strip())))


_cards = Memo(lambda _number, _before: {})
_cells = Memo(lambda _number, _before: {})
