"""One initiative as a paper for the municipal council, which never takes more than two sheets of A4.

Every part has room for so many characters, measured so that all of them full still fit; see tests/browser.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sources.shortening import shorten, some

STORY = [  # name, id on the page of the initiative, heading, room
    ("situation", "aanleiding", _("Aanleiding"), 320),
    ("approach", "aanpak", _("Aanpak"), 900),
    ("support", "draagvlak", _("Draagvlak"), 320),
    ("lessons", "lessen", _("Wat ging goed, wat niet"), 520),
    ("conditions", "voorwaarden", _("Wat heeft u nodig"), 260),
]
FACT_ROOM, PLACE_ROOM = 200, 160
RESULT_ROOM, DEFINITION_ROOM = 1_100, 240
RULE_ROOM, SOURCE_ROOM = 320, 2_600


@dataclass(frozen=True)
class Listed:
    """The first of some things, and how many more there are."""

    shown: list
    left: int = 0


@dataclass
class Paper:
    """What is on the sheets.

    facts: pairs of a label and a Shortened. story: a dict from the name of a text to a part of the page.
    """

    place: Listed
    facts: list
    story: dict
    results: Listed
    rules: Listed
    bottlenecks: Listed
    sources: Listed
    warned: int

    @property
    def is_shortened(self):
        """Whether the page of the initiative says more."""
        lists = [self.place, self.results, self.rules, self.bottlenecks, self.sources]
        texts = [fact for _label, fact in self.facts] + [part["text"] for part in self.story.values()]
        return any(one.left for one in lists) or any(text.is_cut for text in texts)


def paper(initiative, links):
    """Put an initiative on paper.

    Args: initiative, read with `for_comparing()`; links, its "target_groups" and "bottlenecks".
    Returns: a Paper.
    """
    today = timezone.localdate()
    rules = sorted(initiative.frameworks.all(), key=lambda rule: not (rule.has_ended(today) or rule.valid_until))
    results = [(result, shorten(result.definition, DEFINITION_ROOM)) for result in initiative.results.all()]
    sources = [citation.publication for citation in initiative.citations.all()]
    return Paper(
        place=_first(initiative.municipalities.all(), PLACE_ROOM, lambda place: place.name),
        facts=[(label, shorten(text, FACT_ROOM)) for label, text in _facts(initiative, links) if text],
        story={
            name: {"id": anchor, "heading": heading, "text": shorten(getattr(initiative, name), room)}
            for name, anchor, heading, room in STORY
        },
        results=_first(results, RESULT_ROOM, _result),
        rules=_first(rules, RULE_ROOM, lambda rule: f"{rule.name} {rule.get_status_display()} {rule.valid_until}"),
        bottlenecks=_first(links.get("bottlenecks", []), RULE_ROOM, lambda link: link["label"]),
        sources=_first(sources, SOURCE_ROOM, _source),
        warned=sum(1 for rule in rules if rule.has_ended(today) or rule.valid_until),
    )


def _first(things, room, words):
    """As many things as fit; words, from a thing to what is printed of it."""
    things = list(things)
    shown = things[: some([words(thing) for thing in things], room)]
    return Listed(shown, len(things) - len(shown))


def _result(pair):
    result, definition = pair
    source = result.publication
    return " ".join(
        [result.value, result.unit, definition.text, result.denominator, result.period, source.title, source.publisher]
    )


def _source(publication):
    address = "" if publication.hide_address else publication.url
    return f"{publication.title} {publication.publisher} {publication.date_in_words} {address}"


def _facts(initiative, links):
    """Label and text of what is told in short."""
    yield _("Soort"), initiative.get_kind_display()
    yield _("Voor wie"), ", ".join(link["label"] for link in links.get("target_groups", []))
    yield _("Sinds"), _years(initiative)
    yield _("Partners"), ", ".join(_partner(partner) for partner in initiative.partners.all())
    yield _("Kosten, eenmalig"), _cost(initiative.get_band_one_off_display(), initiative.cost_one_off)
    yield _("Kosten, per jaar"), _cost(initiative.get_band_yearly_display(), initiative.cost_yearly)
    yield _("Wie betaalt"), initiative.cost_funding
    yield _("Over de kosten"), initiative.cost_note
    yield _("Formatie (fte)"), initiative.fte
    yield _("Doorlooptijd"), initiative.lead_time
    yield _("Over de status"), initiative.status_reason


def _partner(partner):
    return f"{partner.name} ({partner.role})" if partner.role else partner.name


def _cost(band, amount):
    return ": ".join(str(part) for part in (capfirst(band), amount) if part)


def _years(initiative):
    start, end = initiative.start_year, initiative.end_year
    if start and end:
        return _("%(start)d tot en met %(end)d") % {"start": start, "end": end}
    return str(start) if start else _("tot en met %(end)d") % {"end": end} if end else ""
