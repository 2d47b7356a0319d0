"""Initiatives as lists show them; what does not depend on the visitor's words is kept until the next change."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from core.memo import Memo
from initiatives.models import Initiative
from search.highlighting import excerpt, has_match, highlight
from search.models import Entry

from .peers import Peer, peers

MOST_KEPT = 4_000
TITLE, SUMMARY, FURTHER, CARRY, CHECKED = "\x01", "\x02", "\x03", "\x04", "\x05"  # no text of ours can have these


@dataclass(frozen=True)
class Card:
    """What a list shows of an initiative; the frame is its HTML, with holes for what depends on the visitor.

    peer: which of its municipalities is most like the visitor's.
    """

    key: int
    slug: str
    title: str
    summary: str
    frame: str
    passage: str = ""
    peer: Peer | None = None

    def html(self, carry="", is_picked=False):
        """The card as HTML.

        Args: carry, the query string that its link takes along; is_picked, whether it is to be compared.
        """
        further = render_to_string("initiatives/_further.html", {"card": self}) if self.passage or self.peer else ""
        pieces = {
            TITLE: conditional_escape(self.title),
            SUMMARY: conditional_escape(self.summary),
            FURTHER: further,
            CARRY: conditional_escape(carry),
            CHECKED: " checked" if is_picked else "",
        }
        html = self.frame
        for hole, piece in pieces.items():
            html = html.replace(hole, piece)
        return SafeString(html)


def cards(initiatives):
    """The cards of a queryset of initiatives, in its order."""
    return [_card(initiative) for initiative in initiatives.for_cards()]


def cards_of(keys):
    """The cards of the published initiatives with some primary keys, in that order."""
    kept, today = _kept.get(), timezone.localdate()
    found = {key: kept.get((key, today)) for key in keys}
    missing = [key for key, card in found.items() if card is None]
    if missing:
        if len(kept) > MOST_KEPT:
            kept.clear()
        read = Initiative.objects.published().for_cards().in_bulk(missing)
        found |= {key: _card(initiative) for key, initiative in read.items()}
        kept.update({(key, today): found[key] for key in read})
    return [card for card in found.values() if card]


def marked(keys, search):
    """The same cards, with the words of a search marked and, when these are only further on, the passage."""
    found, stems = cards_of(keys), search.stems
    silent = [card.key for card in found if not has_match(f"{card.title} {card.summary}", stems)]
    texts = {entry.pk: entry.text for entry in Entry.objects.filter(pk__in=silent)} if silent else {}
    return [
        replace(
            card,
            title=highlight(card.title, stems),
            summary=highlight(card.summary, stems),
            passage=highlight(excerpt(texts.get(card.key, ""), stems), stems),
        )
        for card in found
    ]


def likened(cards, mine):
    """The same cards, with what makes their municipality like one (a slug)."""
    nearest = peers().nearest([card.key for card in cards], mine)
    return [replace(card, peer=nearest.get(card.key)) for card in cards]


def _card(initiative):
    holes = {
        "title": TITLE,
        "title_text": initiative.title,
        "summary": SUMMARY,
        "further": FURTHER,
        "carry": CARRY,
        "checked": CHECKED,
    }
    lines = render_to_string("initiatives/_card.html", {"initiative": initiative, **holes}).splitlines()
    frame = "\n".join(stripped for line in lines if (stripped := line.strip()))
    return Card(initiative.pk, initiative.slug, initiative.title, initiative.summary, frame)


_kept = Memo(lambda _number, _before: {})
