"""Freshness of an initiative on a day: its age in words, last check, contradictions and status.

Nothing here makes a query: `InitiativeQuerySet.with_freshness()` reads which rule ended and which source is gone.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import partial_dates
from core.dates import months_after

from .ages import age_in_words, longest_age_in_words
from .choices import InitiativeStatus

PASSING = {InitiativeStatus.PREPARING, InitiativeStatus.BUILDING}  # nothing is prepared or built for ever
ONGOING = PASSING | {InitiativeStatus.PILOT, InitiativeStatus.RUNNING, InitiativeStatus.ADOPTED}
YOUNG_MONTHS, OLD_MONTHS = 12, 36
LOWER_BOUND = "niet eerder dan"  # in the as-of date in words, when a source has no date of its own


class Group(models.TextChoices):
    """Freshness groups of an initiative, for a facet; the values are also the words in a web address."""

    CHECKED = "gecontroleerd", gettext_lazy("Gecontroleerd")
    CONFIRMED = "bevestigd", gettext_lazy("Bevestigd door de gemeente")
    YOUNG = "jonger-dan-1-jaar", gettext_lazy("Jonger dan 1 jaar")
    MIDDLE = "1-3-jaar", gettext_lazy("1 tot 3 jaar oud")
    OLD = "ouder", gettext_lazy("Ouder dan 3 jaar")
    UNKNOWN = "stand-onbekend", gettext_lazy("Datum onbekend")
    CONTRADICTORY = "tegenstrijdig", gettext_lazy("Tegenstrijdig")


class Kind(models.TextChoices):
    """A kind of contradiction, as a card names it."""

    END = "einde-voorbij", gettext_lazy("Einde voorbij")
    OLD = "oude-stand", gettext_lazy("Oude stand")
    RULE = "regel-vervallen", gettext_lazy("Regel vervallen")
    LINK = "bron-weg", gettext_lazy("Bron werkt niet")


PAST_END = "termijn-voorbij"  # the status of what nobody checked since its own end, in a web address
STATUSES = {**dict(InitiativeStatus.choices), PAST_END: Kind.END.label}


LABELS_PAST_END = {
    InitiativeStatus.PREPARING: gettext_lazy("Was in voorbereiding tot en met %(year)d, daarna niet nagekeken"),
    InitiativeStatus.BUILDING: gettext_lazy("Was in aanbouw tot en met %(year)d, daarna niet nagekeken"),
    InitiativeStatus.ADOPTED: gettext_lazy("Gold tot en met %(year)d, daarna niet nagekeken"),
}
RAN = gettext_lazy("Liep tot en met %(year)d, daarna niet nagekeken")
LABELS_PASSED = {
    InitiativeStatus.PREPARING: gettext_lazy("Was in voorbereiding in %(year)d, daarna niet nagekeken"),
    InitiativeStatus.BUILDING: gettext_lazy("Was in aanbouw in %(year)d, daarna niet nagekeken"),
}


@dataclass(frozen=True)
class Contradiction:
    """Two things that cannot both be so: the kind, and a sentence that says what contradicts what."""

    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Freshness:
    """Freshness of an initiative on a day: how up to date its content is.

    record: an initiative, or any object with its fields, and with ended_rule and dead_source: the names of a rule that
    it hangs together with and that no longer holds, and of a source that cannot be opened; "" when there is none.
    """

    record: object
    today: date

    @cached_property
    def last_known(self):
        """The last day of which anything may be known, by its as-of date or a check; None when its age is not known."""
        return self._known(_last_day)

    @cached_property
    def surely_known(self):
        """As `last_known`, but by the first day that the as-of date can mean, so that the age is never too low."""
        return self._known(_first_day)

    @property
    def as_of_with_age(self):
        """The as-of date with its age, such as "december 2022, bijna 4 jaar geleden"."""
        return self._as_of_with_age(partial_dates.in_words)

    @property
    def as_of_with_age_short(self):
        """As `as_of_with_age`, with the month in three letters, such as "dec 2022, bijna 4 jaar geleden"."""
        return self._as_of_with_age(partial_dates.in_short)

    @property
    def checked(self):
        """Text with the day and the checker of the last check; empty when there was none."""
        if not self.record.checked_on:
            return ""
        text = _("Gecontroleerd op %(day)s door %(who)s")
        return text % {"day": date_format(self.record.checked_on, "j F Y"), "who": self.checker}

    @property
    def confirmed(self):
        """Text with the month in which the municipality confirmed it; empty when an editor recorded none."""
        if not self.record.confirmed_on:
            return ""
        return _("Bevestigd door de gemeente, %(month)s") % {"month": date_format(self.record.confirmed_on, "F Y")}

    @property
    def checker(self):
        """Text for the checker: the municipality or the editors; means something only with a `checked_on`."""
        return _("de gemeente") if self.record.checked_by_municipality else _("de redactie")

    @property
    def statement(self):
        """Sentence on the day on which the content was right, and on who says that."""
        record = self.record
        if record.checked_on:
            text = _("Wij weten dat dit klopte op %(day)s: toen keek %(who)s het na.")
            return text % {"day": date_format(record.checked_on, "j F Y"), "who": self.checker}
        if self._is_undated:
            bound = record.as_of_text[record.as_of_text.lower().index(LOWER_BOUND) :]
            return _("De bron heeft geen datum (%(bound)s).") % {"bound": bound}
        if words := record.as_of_text or partial_dates.in_words(record.as_of):
            return _("Volgens de bron was dit zo op de peildatum (%(day)s).") % {"day": words}
        return _("Wij weten niet van welke datum dit is.")

    @cached_property
    def end(self):
        """The last day that it ran by its own dates; None when it has none."""
        record = self.record
        return _last_day(record.end_date or _year_text(record.end_year)) if record.end_year else None

    @property
    def is_end_foretold(self):
        """Whether its end was still to come at the last that is known of it, so that nobody saw it end."""
        is_open = self.goes_on or self.record.status == InitiativeStatus.UNKNOWN
        return bool(is_open and self.end and self.last_known and self.last_known < self.end)

    @property
    def status(self):
        """Its status today: that of the record, or `PAST_END`."""
        return PAST_END if self._is_past_end or self._is_passing_and_old else str(self.record.status)

    @property
    def status_label(self):
        """Its status in words, which never runs past its own end."""
        status = self.record.status
        if self._is_past_end:
            return LABELS_PAST_END.get(status, RAN) % {"year": self.end.year}
        if self._is_passing_and_old:
            return LABELS_PASSED[status] % {"year": self.last_known.year}
        return str(InitiativeStatus(status).label) if status else ""

    @cached_property
    def own_kind(self):
        """Kind of contradiction between its own fields: a Kind; None when there is none."""
        if self.goes_on and self.end and self.end < self.today:
            return Kind.END
        return Kind.OLD if self.goes_on and self.last_known and self.last_known < self._limit else None

    @property
    def contradictions(self):
        """The known contradictions: a list of Contradiction."""
        sentences = {Kind.END: self._end_sentence, Kind.OLD: self._old_sentence}
        contradictions = [Contradiction(self.own_kind, sentences[self.own_kind]())] if self.own_kind else []
        if self.goes_on and (rule := self.record.ended_rule):
            text = _("De status is ‘%(status)s’, maar de regel ‘%(rule)s’ waar dit mee samenhangt, geldt niet meer.")
            contradictions.append(Contradiction(Kind.RULE, text % {"status": self._own_label, "rule": rule}))
        if source := self.record.dead_source:
            text = _("Dit voorbeeld steunt op de bron ‘%(source)s’, maar die is niet meer te openen.")
            contradictions.append(Contradiction(Kind.LINK, text % {"source": source}))
        return contradictions

    @property
    def groups(self):
        """The groups that its own fields put it in: one by its age, and others by whoever checked or contradicts it."""
        yield self._age_group
        if self.record.checked_on:
            yield Group.CHECKED
        if self.record.confirmed_on:
            yield Group.CONFIRMED
        if self.own_kind:
            yield Group.CONTRADICTORY

    @property
    def _age_group(self):
        if not self.surely_known:
            return Group.UNKNOWN
        if self.surely_known > _months_before(self.today, YOUNG_MONTHS):
            return Group.YOUNG
        return Group.MIDDLE if self.surely_known >= _months_before(self.today, OLD_MONTHS) else Group.OLD

    @property
    def goes_on(self):
        """Whether the record says that it goes on."""
        return self.record.status in ONGOING

    @property
    def next_check(self):
        """The day of the next check, while it is to come; None when it is not."""
        day = self.record.next_check
        return day if day and day > self.today else None

    def _known(self, day_of):
        record = self.record
        as_of = record.as_of and not self._is_undated and min(day_of(record.as_of), self.today)
        return max(filter(None, [as_of, record.checked_on]), default=None)

    @property
    def _is_undated(self):
        """Whether the source has no date of its own, so that the as-of date is only the first that it can be."""
        return LOWER_BOUND in self.record.as_of_text.lower()

    def _as_of_with_age(self, in_words):
        as_of, text = self.record.as_of, self.record.as_of_text
        words = text or in_words(as_of)
        if not as_of:
            return words or _("onbekend")
        return f"{words}, {(longest_age_in_words if self._is_undated else age_in_words)(as_of, self.today)}"

    @property
    def _is_past_end(self):
        """Whether it says that it goes on, or nothing, after an end since which nobody checked it."""
        if self.record.status not in ONGOING | {InitiativeStatus.UNKNOWN} or not self.end or self.end >= self.today:
            return False
        return not self.record.checked_on or self.record.checked_on <= self.end

    @property
    def _is_passing_and_old(self):
        return self.record.status in PASSING and bool(self.last_known) and self.last_known < self._limit

    @property
    def _limit(self):
        months = YOUNG_MONTHS if self.record.status in PASSING else OLD_MONTHS
        return _months_before(self.today, months)

    @property
    def _own_label(self):
        return InitiativeStatus(self.record.status).label

    def _end_sentence(self):
        text = _("De status is ‘%(status)s’, maar het einde (%(day)s) is voorbij.")
        day = partial_dates.in_words(self.record.end_date) or self.record.end_year
        return text % {"status": self._own_label, "day": day}

    def _old_sentence(self):
        text = _("De status is ‘%(status)s’, maar het laatste wat wij weten is van %(day)s, %(age)s.")
        day, as_of = self.last_known, self.record.as_of
        is_checked = self.record.checked_on == day
        words = date_format(day, "j F Y") if is_checked else self.record.as_of_text or partial_dates.in_words(as_of)
        age = age_in_words(day.isoformat() if is_checked else as_of, self.today)
        return text % {"status": self._own_label, "day": words, "age": age}


def ended_before_as_of(facts):
    """Whether a record contradicts itself on its own as-of date: its status goes on, after its own end.

    Args: facts, a mapping with its status, as_of, end_year and end_date, of which the dates may be wrong.
    """
    end = facts["end_date"] or (_year_text(facts["end_year"]) if facts["end_year"] else "")
    if facts["status"] not in ONGOING or not (partial_dates.is_valid(end) and partial_dates.is_valid(facts["as_of"])):
        return False
    return _last_day(end) < partial_dates.first_day(facts["as_of"])


def _year_text(year):
    """A year as a partial date; a slip such as 20255, which the database holds, is as late as can be."""
    return f"{min(year, date.max.year):04}"


@lru_cache(10_000)
def _first_day(value):
    return partial_dates.first_day(value)


@lru_cache(10_000)
def _last_day(value):
    return partial_dates.last_day(value)


@lru_cache
def _months_before(day, months):
    return months_after(day, -months)
