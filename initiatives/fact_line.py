"""The few facts of an initiative that fit on one line of a list: its scale, outcome and costs.

A number never stands alone. A result is on the line with its unit; a share with its whole as well, and an outcome or a
share with what was counted, in the words of its definition up to the first full stop or semicolon. What is too long for
the line is not cut, for half a definition is another one: the page has it. Definition, period and source are there too.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.html import escape, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.fragments import Fragment
from core.shortening import sentences

from .choices import CostBand, Evidence, InitiativeStatus, ResultKind

MARK = Fragment("initiatives/_mark.html")
MAX_LENGTH = 130  # characters of one fact
BANDS, LADDER = list(CostBand), list(Evidence)
STARTS_WITH_NUMBER = re.compile(r"(?:(?:bijna|circa|ongeveer|ruim|minstens) )?\d")
PERCENT, MONEY = re.compile(r"procent\b"), re.compile(r"euro\b|€")


@dataclass(frozen=True)
class Mark:
    """Words with the step that they are on a scale, drawn before them: some of the signs are full."""

    words: str
    filled: str = ""
    empty: str = ""

    def __str__(self):
        return self.words

    def __html__(self):
        if not self.filled:
            return escape(self.words)
        return MARK.render(filled=self.filled, empty=self.empty, words=self.words)


@dataclass(frozen=True)
class Facts:
    """Facts on an initiative for one line of a list; needs its results of published sources."""

    initiative: object

    @property
    def line(self):
        """All of it as HTML, in this order: scale, costs, outcome, evidence, what is not known, age and checks."""
        freshness = self.initiative.freshness
        running = self.has_plain_status and _("lopend")
        age = ", ".join(filter(None, [running, freshness.as_of_with_age_short]))
        facts = [self.scale, *self.costs, self.outcome, self._assessed, self.unknown, age]
        facts += [freshness.checked, freshness.confirmed]
        return format_html_join(" · ", "{}", ((fact,) for fact in facts if fact))

    @cached_property
    def scale(self):
        """Scale: the reach in whole numbers, or else the input other than money; a share when there is neither."""
        results = self.initiative.results.all()
        reach = [result for result in results if result.kind == ResultKind.REACH]
        whole = [result for result in reach if not _is_share(result)]
        put_in = [result for result in results if result.kind == ResultKind.INPUT and not MONEY.match(result.unit)]
        if whole or not put_in:
            return _first(whole or reach, _("omvang"))
        return _("inzet: %(amount)s") % {"amount": _first(put_in)}

    @cached_property
    def outcome(self):
        """The first outcome that fits the line, one of a counted whole if there is any; and the number of others."""
        outcomes = [result for result in self.initiative.results.all() if result.kind == ResultKind.OUTCOME]
        return _first(sorted(outcomes, key=lambda result: not _has_counted_whole(result)), _("uitkomst"))

    @cached_property
    def costs(self):
        """Known costs: a Mark for the one-off costs and one for the yearly costs, or one for an amount in the note."""
        initiative = self.initiative
        costs = [_cost(*known) for known in initiative.known_costs]
        return costs or ([Mark(_("kosten: een bedrag in de toelichting"))] if initiative.has_amount_in_note else [])

    @property
    def evidence(self):
        """A Mark of how well the results are known, on the ladder; words only when nobody assessed that."""
        step = LADDER.index(self.initiative.evidence or Evidence.NOT_ASSESSED)
        label = str(LADDER[step].label)
        return _mark(label, step, len(LADDER) - 1, "●", "○") if step else Mark(label)

    @property
    def _assessed(self):
        evidence = self.evidence
        words = _("onderbouwing: %(step)s") % {"step": evidence.words.lower()}
        return replace(evidence, words=words) if evidence.filled else None

    @property
    def unknown(self):
        """Unknown facts in one phrase, the costs at the end."""
        names = {_("omvang"): self.scale, _("uitkomst"): self.outcome, _("kosten"): self.costs}
        missing = [name for name, fact in names.items() if not fact]
        if not missing:
            return ""
        *others, last = missing
        listed = _("%(others)s en %(last)s") % {"others": ", ".join(others), "last": last} if others else last
        return _("%(facts)s niet bekend") % {"facts": listed}

    @property
    def has_plain_status(self):
        """Whether it simply runs, in the Netherlands; anything else a list says in a mark of its own."""
        return self.initiative.freshness.status == InitiativeStatus.RUNNING and not self.initiative.is_proposal

    @property
    def needs_mark(self):
        """Whether there is something that nobody may miss: another status, another country, an end, a contradiction."""
        initiative = self.initiative
        is_usual = self.has_plain_status and not initiative.is_foreign and not initiative.leans_on_ending_rule
        return not is_usual or bool(initiative.freshness.contradictions)


def _first(results, name=""):
    """The first result that fits on the line, with how many others there are; "" without any."""
    if not results:
        return ""
    text = next((text for result in results if len(text := _in_words(result)) <= MAX_LENGTH), "")
    if not text:
        elsewhere = ngettext("%(n)d cijfer op de pagina", "%(n)d cijfers op de pagina", len(results))
        return (f"{name}: " if name else "") + elsewhere % {"n": len(results)}
    others = len(results) - 1
    if not others:
        return text
    more = ngettext("en %(n)d ander cijfer", "en %(n)d andere cijfers", others) % {"n": others}
    return f"{text} ({more})"


def _in_words(result):
    """A result with what it counts, such as "83 van 233 deelnemers: deelnemers met betaald werk (36%)"."""
    amount = _amount(result)
    if result.kind != ResultKind.OUTCOME and not _is_share(result):
        return amount
    meaning = sentences(_clause(result.definition))[:1]
    return f"{amount}: {meaning[0].removesuffix('.')}" if meaning else amount


def _amount(result):
    """The value with its unit and, of a share, its whole: "80 tot 85 bewoners", "18% van 1.258 deelnemers"."""
    is_percent, whole = bool(PERCENT.match(result.unit)), _clause(result.denominator)
    unit = PERCENT.sub("", result.unit, count=1).strip() if is_percent else result.unit
    value = f"{result.value}%" if is_percent and "%" not in result.value else result.value
    is_countable = _has_counted_whole(result) and " van " not in f" {value} {unit} "
    if not is_countable and not (is_percent and whole and not unit):
        return f"{value} {unit}".strip()
    named = unit and not whole.endswith(unit)
    return _("%(part)s van %(whole)s") % {"part": f"{value} {unit}" if named else value, "whole": whole}


def _is_share(result):
    return bool(result.denominator) or "%" in result.value or bool(PERCENT.match(result.unit))


def _has_counted_whole(result):
    """Whether it is known of how many it is a part, so that a reader can weigh it."""
    return bool(STARTS_WITH_NUMBER.match(_clause(result.denominator)))


def _clause(text):
    return text.split(";", 1)[0].strip()


def _cost(label, band, amount):
    if band:
        return _mark(f"{label} {CostBand(band).label}", BANDS.index(band) + 1, len(BANDS), "€", "€")
    return Mark(f"{label} {amount}" if len(amount) <= MAX_LENGTH else _("%(label)s: zie de pagina") % {"label": label})


def _mark(words, step, steps, full, empty):
    return Mark(words, full * step, empty * (steps - step))
