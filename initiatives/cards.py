"""Initiatives as lists show them; what does not depend on the visitor's words is kept until the next change."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from search.marking import mark, mentions, passage
from search.models import Entry
from search.revision import Kept

from .models import Initiative

MOST_KEPT = 2_000


@dataclass(frozen=True)
class Card:
    """What a list shows of an initiative; `rest` is the HTML below the summary."""

    key: int
    title: str
    url: str
    place: SafeString
    summary: str
    colour: str
    rest: SafeString
    passage: str = ""


def cards(initiatives):
    """The cards of a queryset of initiatives, in its order."""
    return [_card(initiative) for initiative in initiatives.for_cards()]


def cards_of(keys):
    """The cards of the published initiatives with some primary keys, in that order."""
    kept = _kept.get()
    today = timezone.localdate()
    missing = [key for key in keys if (key, today) not in kept]
    if len(kept) + len(missing) > MOST_KEPT:
        kept.clear()
        missing = keys
    found = Initiative.objects.published().for_cards().in_bulk(missing) if missing else {}
    kept.update({(key, today): _card(initiative) for key, initiative in found.items()})
    return [kept[key, today] for key in keys if (key, today) in kept]


def marked(keys, search):
    """The same cards, with the words of a search marked and, when these are only further on, the passage."""
    stems = search.stems
    found = {card.key: card for card in cards_of(keys)}
    silent = [key for key, card in found.items() if not mentions(f"{card.title} {card.summary}", stems)]
    texts = Entry.objects.in_bulk(silent) if silent else {}
    return [
        replace(
            card,
            title=mark(card.title, stems),
            summary=mark(card.summary, stems),
            passage=mark(passage(texts[key].text, stems), stems) if key in texts else "",
        )
        for key, card in found.items()
    ]


def _card(initiative):
    return Card(
        initiative.pk,
        initiative.title,
        initiative.get_absolute_url(),
        SafeString(render_to_string("initiatives/_place.html", {"initiative": initiative}).strip()),
        initiative.summary,
        initiative.main_theme.colour,
        SafeString(render_to_string("initiatives/_card_rest.html", {"initiative": initiative})),
    )


_kept = Kept(lambda _number, _before: {})
