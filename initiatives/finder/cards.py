"""Initiatives as lists show them; what does not depend on the visitor is cached until the next change."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from core.fragments import Fragment
from core.memo import Memo
from initiatives.models import Initiative
from search.highlighting import excerpt, has_match, highlight
from search.models import Entry

from .peers import Peer, peers

MAX_CACHED = 4_000
CARD = Fragment("initiatives/_card.html")


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an initiative; place and facts are HTML that was rendered before.

    title and summary may have marked words, name has not. remark: an editor's, on why it is in a list.
    peer: which municipality is most like the visitor's.
    """

    key: int
    code: str
    url: str
    name: str
    title: str
    colour: str
    place: SafeString
    summary: str
    facts: SafeString
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
            summary=self.summary,
            further=further,
            facts=self.facts,
            tick=tick,
        )


def cards_of(keys):
    """The cards of the published initiatives with some primary keys, in that order."""
    cached, today = _cached.get(), timezone.localdate()
    by_key = {key: cached.get((key, today)) for key in keys}
    missing = [key for key, card in by_key.items() if card is None]
    if missing:
        if len(cached) > MAX_CACHED:
            cached.clear()
        initiatives = Initiative.objects.published().for_cards().in_bulk(missing)
        by_key |= {key: card_of(initiative) for key, initiative in initiatives.items()}
        cached.update({(key, today): by_key[key] for key in initiatives})
    return [card for card in by_key.values() if card]


def marked(keys, search):
    """The same cards, with the words of a search marked and, when these are only further on, the passage."""
    plain, stems = cards_of(keys), search.stems
    silent = [card.key for card in plain if not has_match(f"{card.title} {card.summary}", stems)]
    texts = {entry.pk: entry.text for entry in Entry.objects.filter(pk__in=silent)} if silent else {}
    return [
        replace(
            card,
            title=highlight(card.title, stems),
            summary=highlight(card.summary, stems),
            passage=highlight(excerpt(texts.get(card.key, ""), stems), stems),
        )
        for card in plain
    ]


def likened(cards, own_slug):
    """The same cards, with what makes their municipality like one (a slug)."""
    nearest = peers().nearest([card.key for card in cards], own_slug)
    return [replace(card, peer=nearest.get(card.key)) for card in cards]


def remarked(cards, remarks):
    """The same cards, each with the remark of an editor; remarks, a dict from primary key to text."""
    return [replace(card, remark=remarks.get(card.key, "")) for card in cards]


def card_of(initiative):
    """The card of an initiative that has what `for_cards()` reads."""
    title, summary = initiative.title, initiative.summary
    return Card(
        key=initiative.pk,
        code=initiative.code,
        url=initiative.get_absolute_url(),
        name=title,
        title=title,
        colour=initiative.colour,
        place=_without_indent(render_to_string("initiatives/_place.html", {"initiative": initiative})),
        summary=summary,
        facts=_without_indent(render_to_string("initiatives/_card_facts.html", {"initiative": initiative})),
    )


def _without_indent(html):
    return SafeString("\n".join(stripped for line in html.splitlines() if (stripped := line.strip())))


_cached = Memo(lambda _number, _before: {})
