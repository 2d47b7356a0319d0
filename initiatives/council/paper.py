"""One initiative as a paper for the municipal council, which never takes more than two sheets of A4.

Every section has a maximum of characters. When all of them together take too many lines, each gets a smaller share of
its maximum. tests/browser/test_council_in_browser.py counts the sheets.
"""

from dataclasses import dataclass, field, replace
from math import ceil

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.shortening import LINE_WIDTH, Shortened, count_fitting, shorten, size
from initiatives.freshness import Kind
from themes.standing import Standing

STORY_SECTIONS = [  # field, id on the page of the initiative, heading, maximum of characters
    ("situation", "aanleiding", _("Aanleiding"), 400),
    ("approach", "aanpak", _("Aanpak"), 1_200),
    ("support", "draagvlak", _("Draagvlak"), 400),
    ("lessons", "lessen", _("Wat ging goed, wat niet"), 600),
    ("conditions", "voorwaarden", _("Wat heeft u nodig"), 300),
]
BOTTLENECKS = {  # how the initiative relates to them
    "bottlenecks": _("Doet iets aan:"),
    "hindering_bottlenecks": _("Loopt aan tegen:"),
    "stopping_bottlenecks": _("Stopte door:"),
}
MAX_SUMMARY_VALUE = 350  # characters, as in all of these
MAX_PLACES, MIN_PLACES = 200, 112  # the longest name of a municipality always fits
MAX_RESULTS, MAX_DEFINITION = 1_500, 300
MAX_RULES, MAX_BOTTLENECKS = 1_000, 500
MAX_SOURCES = 3_500
SHARES = [1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1]
MAX_LINES = 113  # on two sheets, with some to spare
JUST_ONE_SHEET, JUST_MORE = 58, 68.5  # lines: in between, smaller letters keep it on one sheet
SUMMARY_LINE, TITLE_LINE = 27, 54  # characters on a line in a column, and in large letters
HEADING_LINES, FRAME_LINES = 1.9, 17  # of a heading, and of what every paper has
READ_ON_LINES, NOTE_LINES = 3, 4  # of "lees verder" below a section, and of saying at the top that there is more
SOURCE_LINE = 0.75  # of a line, that a line of the sources takes
LATER, AS_OF, UNTIL = _("kwam er later bij"), _("nieuwste bron:"), _("geldt tot en met")  # beside a rule, for its size
UNCONFIRMED = _("volgens ; nog niet bevestigd in een officiële bekendmaking")


@dataclass(frozen=True)
class FittingList:
    """The first records of a list, the texts that are printed of them, and how many more records there are."""

    shown: list
    texts: list
    left_out: int = 0

    @property
    def lines(self):
        """Number of lines that it takes, without a heading."""
        return sum(_lines(text) for text in self.texts) + (READ_ON_LINES if self.left_out else 0)


@dataclass(frozen=True)
class StorySection:
    """One of the long texts: where it is on the page of the initiative, its heading, and as much as fits."""

    id: str
    heading: str
    text: Shortened

    @property
    def lines(self):
        """Number of lines that it takes, with its heading."""
        if not self.text.text:
            return 0
        return HEADING_LINES + _lines(self.text.text) + (READ_ON_LINES if self.text.is_cut else 0)


@dataclass(frozen=True)
class Paper:
    """Content of the sheets of a council paper.

    summary_rows: pairs of a label and a Shortened. story: a dict from the name of a field to a StorySection.
    meaning: the sentences about the reader's municipality that fit. is_tight: whether it takes a few lines more than
    one sheet, unless the letters are smaller.
    """

    places: FittingList
    summary_rows: list
    story: dict
    results: FittingList
    rules: FittingList
    bottlenecks: FittingList
    sources: FittingList
    meaning: list = field(default_factory=list)
    is_tight: bool = False

    @property
    def is_shortened(self):
        """Whether the page of the initiative says more."""
        lists = [self.places, self.results, self.rules, self.bottlenecks, self.sources]
        texts = [text for _label, text in self.summary_rows]
        texts += [section.text for section in self.story.values()]
        texts += [definition for _heading, _result, definition in self.results.shown]
        return any(fitting.left_out for fitting in lists) or any(text.is_cut for text in texts)

    @property
    def lines(self):
        """About how many lines it takes, without what every paper has."""
        cut = " (ingekort)"
        in_short = sum(_lines(text.text + cut * text.is_cut, SUMMARY_LINE) for _label, text in self.summary_rows) / 2
        sections = [*self.story.values(), self.places, self.results, self.rules, self.bottlenecks]
        result_headings = {heading for heading, _result, _definition in self.results.shown}
        headings = HEADING_LINES * (len(result_headings) + bool(self.rules.lines + self.bottlenecks.lines))
        headings += len({relation for relation, _link in self.bottlenecks.shown})
        note = NOTE_LINES if self.is_shortened else 0
        sources = SOURCE_LINE * self.sources.lines
        return in_short + headings + note + sources + sum(section.lines for section in sections)


def build_paper(initiative, links, meaning=()):
    """Put an initiative on paper.

    Args: initiative, read with `for_comparing()`; links, its "target_groups", "practice" and `BOTTLENECKS`; meaning,
        the sentences about the reader's municipality.
    Returns: a Paper that fits.
    """
    frame, meaning = _frame_lines(initiative, links), list(meaning)
    papers = (_paper(initiative, links, share) for share in SHARES)
    fitting = (paper for paper in papers if frame + paper.lines + _meaning_lines(meaning) <= MAX_LINES)
    paper = next(fitting, None) or _paper(initiative, links, SHARES[-1])
    while meaning and frame + paper.lines + _meaning_lines(meaning) > MAX_LINES:
        meaning.pop()
    lines = frame + paper.lines + _meaning_lines(meaning)
    return replace(paper, meaning=meaning, is_tight=JUST_ONE_SHEET < lines <= JUST_MORE)


def _meaning_lines(sentences):
    return HEADING_LINES + sum(map(_lines, sentences)) if sentences else 0


def ending_rules(initiative):
    """The rules of an initiative that ended or have a settled last day; first in the list of rules."""
    return [rule for rule in initiative.frameworks.all() if rule.standing in {Standing.ENDED, Standing.ENDING}]


def _paper(initiative, links, share):
    results = [
        (group.heading, result, shorten(result.definition, MAX_DEFINITION * share))
        for group, results in initiative.result_groups
        for result in results
    ]
    bottlenecks = [(relation, link) for name, relation in BOTTLENECKS.items() for link in links.get(name, [])]
    sources = [citation.publication for citation in initiative.citations.all()]
    ending = ending_rules(initiative)
    others = [*initiative.frameworks.all(), *initiative.later_frameworks.all()]
    rules = [*ending, *(rule for rule in others if rule not in ending)]
    return Paper(
        places=_fit(initiative.municipalities.all(), max(MAX_PLACES * share, MIN_PLACES), _municipality_text),
        summary_rows=[
            (label, shorten(str(value), MAX_SUMMARY_VALUE * share))
            for label, value in _summary_values(initiative, links)
            if value
        ],
        story={
            name: StorySection(anchor, heading, shorten(getattr(initiative, name), max_size * share))
            for name, anchor, heading, max_size in STORY_SECTIONS
        },
        results=_fit(results, MAX_RESULTS * share, _result_text),
        rules=_fit(rules, MAX_RULES * share, _rule_text),
        bottlenecks=_fit(bottlenecks, MAX_BOTTLENECKS * share, lambda pair: pair[1]["label"]),
        sources=_fit(sources, MAX_SOURCES * share, _source_text),
    )


def _fit(records, max_size, text_of):
    """As many records as fit; text_of gives what is printed of one."""
    records = list(records)
    texts = [text_of(record) for record in records]
    fitting = count_fitting(texts, max_size)
    return FittingList(records[:fitting], texts[:fitting], len(records) - fitting)


def _lines(text, width=LINE_WIDTH):
    return ceil(size(text) / width)


def _frame_lines(initiative, links):
    """The lines of what is always printed in full: title, summary, warnings, contact and how to cite."""
    all_contradictions = initiative.freshness.contradictions
    contradictions = [
        each.sentence for each in all_contradictions if each.kind != Kind.RULE
    ]  # it has a line of its own
    warnings = initiative.is_foreign + initiative.is_proposal + 1
    texts = [initiative.summary, initiative.proposed_by, initiative.contact_name + initiative.contact_email]
    texts.append("; ".join(link["label"] for link in links.get("practice", [])))
    texts += [initiative.assessment_reason, initiative.country]
    texts.append(f"{initiative.title}{initiative.slug}{'x' * LINE_WIDTH}")
    large = 1.5 * (_lines(initiative.title, TITLE_LINE) + warnings)
    return FRAME_LINES + large + sum(_lines(text) for text in texts) + 1.5 * sum(map(_lines, contradictions))


def _municipality_text(municipality):
    return f"{municipality.name}, "


def _result_text(row):
    _heading, result, definition = row
    source = result.publication
    counted = f"{result.value} {result.unit} {definition.text} {result.denominator}"
    return f"{counted}\n{result.period} {source.title} {source.publisher}"


def _rule_text(rule):
    source = rule.public_newest_source
    origin = f"{source.title if source else ''} {UNCONFIRMED}" if rule.is_unconfirmed else AS_OF
    state = f"{rule.status_today.label} {origin} {rule.status_as_of_in_words}"
    return f"{rule.name} ({LATER}): {state}, {UNTIL} {rule.valid_until_in_words}"


def _source_text(publication):
    address = "" if publication.hide_address else publication.url
    return f"{publication.title} {publication.publisher} {publication.date_in_words} {address}"


def _summary_values(initiative, links):
    """Label and value of each row of the summary."""
    yield _("Soort"), initiative.get_kind_display()
    yield _("Voor wie"), ", ".join(link["label"] for link in links.get("target_groups", []))
    yield initiative.years_label, initiative.years
    yield _("Partners"), ", ".join(_partner(partner) for partner in initiative.partners.all())
    yield from _costs(initiative)
    yield _("Formatie (fte)"), initiative.fte
    yield _("Doorlooptijd"), initiative.lead_time
    yield _("Over de status"), initiative.status_reason


def _costs(initiative):
    """The amounts and what belongs with them; an amount in the note, when there is no other, goes first."""
    note, funding = (_("Over de kosten"), initiative.cost_note), (_("Wie betaalt"), initiative.cost_funding)
    if initiative.are_costs_not_split:
        return [note, (_("Kosten per jaar of eenmalig"), _("niet uitgesplitst")), funding]
    return [
        (_("Kosten, eenmalig"), _cost(initiative.get_band_one_off_display(), initiative.cost_one_off)),
        (_("Kosten, per jaar"), _cost(initiative.get_band_yearly_display(), initiative.cost_yearly)),
        funding,
        note,
    ]


def _partner(partner):
    return f"{partner.name} ({partner.role})" if partner.role else partner.name


def _cost(band, amount):
    return ": ".join(str(value) for value in (capfirst(band), amount) if value) or _("niet bekend")
