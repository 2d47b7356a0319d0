"""One initiative as a paper for the municipal council, which never takes more than two sheets of A4.

Every part has room for so much text. When all of it together is too much, every part gets a smaller share of its room.
tests/browser/test_council_in_browser.py counts the sheets.
"""

from dataclasses import dataclass
from math import ceil

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.shortening import LINE_WIDTH, Shortened, count_fitting, shorten, size

STORY = [  # name, id on the page of the initiative, heading, room
    ("situation", "aanleiding", _("Aanleiding"), 400),
    ("approach", "aanpak", _("Aanpak"), 1_200),
    ("support", "draagvlak", _("Draagvlak"), 400),
    ("lessons", "lessen", _("Wat ging goed, wat niet"), 600),
    ("conditions", "voorwaarden", _("Wat heeft u nodig"), 300),
]
FACT_ROOM, PLACE_ROOM, ONE_PLACE = 350, 200, 112
RESULT_ROOM, DEFINITION_ROOM = 1_500, 300
RULE_ROOM, SOURCE_ROOM = 500, 3_500
SHARES = [1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1]
LINES = 113  # on two sheets, with some to spare
FACT_LINE, TITLE_LINE = 27, 54  # characters on a line in a column, and in large letters
HEADING, FRAME = 1.9, 17  # lines of a heading, and of what every paper has
MORE, NOTE = 2.5, 4  # lines of "lees verder" at a part, and of saying at the top that there is more
SMALL = 0.75  # of a line, that a line of the sources takes


@dataclass(frozen=True)
class Listed:
    """The first of some things, and how many more there are; texts, what is printed of those that are shown."""

    shown: list
    texts: list
    left: int = 0

    @property
    def lines(self):
        """How many lines it takes, without a heading."""
        return sum(_lines(text) for text in self.texts) + (MORE if self.left else 0)


@dataclass(frozen=True)
class Part:
    """One of the long texts: where it is on the page of the initiative, its heading, and as much as fits."""

    id: str
    heading: str
    text: Shortened

    @property
    def lines(self):
        """How many lines it takes."""
        return HEADING + _lines(self.text.text) + (MORE if self.text.is_cut else 0) if self.text.text else 0


@dataclass(frozen=True)
class Paper:
    """What is on the sheets; facts are pairs of a label and a Shortened, story a dict from a name to a Part."""

    place: Listed
    facts: list
    story: dict
    results: Listed
    rules: Listed
    bottlenecks: Listed
    sources: Listed

    @property
    def is_shortened(self):
        """Whether the page of the initiative says more."""
        lists = [self.place, self.results, self.rules, self.bottlenecks, self.sources]
        cut = [fact.is_cut for _label, fact in self.facts] + [part.text.is_cut for part in self.story.values()]
        definitions = [definition.is_cut for _result, definition in self.results.shown]
        return any(one.left for one in lists) or any(cut) or any(definitions)

    @property
    def lines(self):
        """About how many lines it takes, without what every paper has."""
        cut = " (ingekort)"
        facts = sum(_lines(fact.text + cut * fact.is_cut, FACT_LINE) for _label, fact in self.facts) / 2
        parts = [*self.story.values(), self.place, self.results, self.rules, self.bottlenecks]
        headings = HEADING * (bool(self.results.lines) + bool(self.rules.lines + self.bottlenecks.lines))
        note = NOTE if self.is_shortened else 0
        return facts + headings + note + SMALL * self.sources.lines + sum(part.lines for part in parts)


def paper(initiative, links):
    """Put an initiative on paper.

    Args: initiative, read with `for_comparing()`; links, its "target_groups" and "bottlenecks".
    Returns: a Paper that fits.
    """
    room = LINES - _frame(initiative)
    papers = (_paper(initiative, links, share) for share in SHARES)
    return next((made for made in papers if made.lines <= room), _paper(initiative, links, SHARES[-1]))


def warned(initiative):
    """The rules that an initiative leans on and that ended or have a last day; first in the list of rules."""
    today = timezone.localdate()
    return [rule for rule in initiative.frameworks.all() if rule.has_ended(today) or rule.valid_until]


def _paper(initiative, links, share):
    results = [(result, shorten(result.definition, DEFINITION_ROOM * share)) for result in initiative.results.all()]
    sources = [citation.publication for citation in initiative.citations.all()]
    ending = warned(initiative)
    rules = [*ending, *(rule for rule in initiative.frameworks.all() if rule not in ending)]
    return Paper(
        place=_first(
            initiative.municipalities.all(), max(PLACE_ROOM * share, ONE_PLACE), lambda place: f"{place.name}, "
        ),
        facts=[(label, shorten(str(text), FACT_ROOM * share)) for label, text in _facts(initiative, links) if text],
        story={
            name: Part(anchor, heading, shorten(getattr(initiative, name), room * share))
            for name, anchor, heading, room in STORY
        },
        results=_first(results, RESULT_ROOM * share, _result),
        rules=_first(rules, RULE_ROOM * share, _rule),
        bottlenecks=_first(links.get("bottlenecks", []), RULE_ROOM * share, lambda link: link["label"]),
        sources=_first(sources, SOURCE_ROOM * share, _source),
    )


def _first(things, room, words):
    """As many things as fit; words, from a thing to what is printed of it."""
    things = list(things)
    texts = [words(thing) for thing in things]
    fitting = count_fitting(texts, room)
    return Listed(things[:fitting], texts[:fitting], len(things) - fitting)


def _lines(text, width=LINE_WIDTH):
    return ceil(size(text) / width)


def _frame(initiative):
    """The lines of what is always there in full: title, summary, warnings, contact and how to cite."""
    warnings = initiative.is_foreign + initiative.is_proposal + initiative.is_possibly_outdated + 1
    whole = [initiative.summary, initiative.proposed_by, initiative.contact_name + initiative.contact_email]
    cited = _lines(f"{initiative.title}{initiative.slug}{'x' * LINE_WIDTH}")
    return FRAME + 1.5 * (_lines(initiative.title, TITLE_LINE) + warnings) + cited + sum(_lines(text) for text in whole)


def _result(pair):
    result, definition = pair
    source = result.publication
    counted = f"{result.value} {result.unit} {definition.text} {result.denominator}"
    return f"{counted}\n{result.period} {source.title} {source.publisher}"


def _rule(rule):
    return f"{rule.name} {rule.get_status_display()} {rule.valid_until_in_words}"


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
