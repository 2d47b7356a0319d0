"""Standing of a rule on a day: one definition, in Python for one framework and in SQL for all of them.

The source gives a state on its own date; what a reader sees follows from that and from the dates: an adopted law is in
force from its day, and an end that was decided comes on its day. An end that was only announced never ends a rule.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from core import partial_dates


class Status(models.TextChoices):
    """Status of a rule according to the newest source, on the date of that source."""

    IN_FORCE = "van-kracht", _("van kracht")
    ENDING = "einde-aangekondigd", _("van kracht, einde aangekondigd")
    BILL = "wetsvoorstel", _("wetsvoorstel")
    ANNOUNCED = "aangekondigd", _("aangekondigd")
    ADOPTED = "aangenomen", _("aangenomen")
    CHANGED = "gewijzigd", _("gewijzigd")
    REPEALED = "vervallen", _("vervallen of gestopt")
    REJECTED = "verworpen", _("verworpen")
    WITHDRAWN = "ingetrokken", _("voorstel ingetrokken")
    UNKNOWN = "onbekend", _("stand niet bekend")


PLANS = {Status.BILL, Status.ANNOUNCED}
NEVER_BEGAN = {Status.REJECTED, Status.WITHDRAWN}
KNOWN_TO_HOLD = {Status.IN_FORCE, Status.ENDING, Status.ADOPTED}


class Standing(models.TextChoices):
    """Standing of a rule today, as far as we know; the values are also the words in a web address."""

    ENDED = "vervallen", _("Vervallen of gestopt")
    NEVER_BEGAN = "ging-niet-door", _("Verworpen of ingetrokken")
    HOLDS = "geldt", _("Van kracht volgens onze bron")
    ENDING = "loopt-af", _("Loopt af")
    COMING = "in-de-maak", _("Aangekondigd, voorgesteld of aangenomen")
    UNKNOWN = "onbekend", _("Niet bekend of de regel geldt")

    @property
    def explanation(self):
        """Explanation of this standing, in one sentence."""
        return EXPLANATIONS[self]


EXPLANATIONS = {
    Standing.ENDED: _("Deze regels gelden niet meer."),
    Standing.NEVER_BEGAN: _("Deze voorstellen zijn nooit een regel geworden."),
    Standing.HOLDS: _("Van deze regels kennen wij geen vaste einddatum. De stand is die van de datum die erbij staat."),
    Standing.ENDING: _("Van deze regels ligt de einddatum vast."),
    Standing.COMING: _("Onze bron zegt niet dat deze regels al gelden."),
    Standing.UNKNOWN: _("Onze bron zegt niet of deze regels nu gelden."),
}


def standing_of(framework, today):
    """Return the `Standing` of a framework on a day; `with_standing()` is the same in SQL."""
    status, begin, end = framework.status, framework.valid_from, framework.valid_until
    if status in NEVER_BEGAN:
        return Standing.NEVER_BEGAN
    if status == Status.REPEALED:
        return Standing.ENDED
    if end and partial_dates.last_day(end) < today:
        return Standing.UNKNOWN if status in PLANS or framework.is_end_announced else Standing.ENDED
    if status in PLANS or _may_not_have_begun(status, begin, today):
        return Standing.COMING
    if framework.settled_end:
        return Standing.ENDING
    return Standing.HOLDS if status in KNOWN_TO_HOLD else Standing.UNKNOWN


def _may_not_have_begun(status, begin, today):
    """Whether it may not have begun; of what was adopted we must know that it has."""
    if status == Status.ADOPTED:
        return not begin or partial_dates.last_day(begin) > today
    return bool(begin) and partial_dates.first_day(begin) > today


def with_standing(frameworks, today):
    """A queryset of frameworks with their `standing` on a day; a partial date compares as the text that it is."""
    day, next_day = today.isoformat(), (today + timedelta(days=1)).isoformat()
    end, is_plan = ~Q(valid_until=""), Q(status__in=PLANS)
    is_announced = Q(end_announced=True) | Q(status=Status.ENDING)
    may_not_have_begun = Q(valid_from__gt=day) | Q(status=Status.ADOPTED) & (
        Q(valid_from="") | Q(begun_after__gte=next_day)
    )
    standing = Case(
        When(status__in=NEVER_BEGAN, then=Value(Standing.NEVER_BEGAN)),
        When(status=Status.REPEALED, then=Value(Standing.ENDED)),
        When(end & Q(ended_after__lt=day) & (is_plan | is_announced), then=Value(Standing.UNKNOWN)),
        When(end & Q(ended_after__lt=day), then=Value(Standing.ENDED)),
        When(is_plan | may_not_have_begun, then=Value(Standing.COMING)),
        When(end & ~is_announced, then=Value(Standing.ENDING)),
        When(status__in=KNOWN_TO_HOLD, then=Value(Standing.HOLDS)),
        default=Value(Standing.UNKNOWN),
    )
    last_days = {"ended_after": _last_day_of("valid_until"), "begun_after": _last_day_of("valid_from")}
    return frameworks.alias(**last_days).alias(standing=standing)


def _last_day_of(name):
    return Concat(name, Value(partial_dates.SORT_SUFFIX))


def status_on(framework, today):
    """The status that a reader sees on a day: that of the source, unless the dates say more."""
    standing, status = standing_of(framework, today), Status(framework.status)
    if standing == Standing.ENDED:
        return Status.REPEALED
    if standing == Standing.COMING:
        return status if status in PLANS else Status.ADOPTED
    if status not in KNOWN_TO_HOLD:
        return status
    if standing == Standing.UNKNOWN:
        return Status.UNKNOWN
    return Status.ENDING if framework.is_end_announced else Status.IN_FORCE
