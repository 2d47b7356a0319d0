"""Fields of a comparison: each with the origin of its value and the template fragment that shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.shortening import opening
from initiatives.result_groups import RESULT_GROUPS
from municipalities.gazetteer import gazetteer
from municipalities.sizes import SizeClass


@dataclass(frozen=True)
class ComparisonField:
    """A row of the comparison: its label, the fragment that shows a value, and how to take the value from a column."""

    label: str
    shape: str
    value_of: Callable
    is_always_shown: bool = False  # also when nothing is known
    is_comparable: bool = False  # a difference says something: two stories differ always, two kinds do not


def text(label, name, *, is_comparable=False):
    """A plain field of an initiative, in a few words."""
    return ComparisonField(label, "text", lambda column: getattr(column.initiative, name), is_comparable=is_comparable)


def choice(label, shape, value_of):
    """One of a few values, or some of a few."""
    return ComparisonField(label, shape, value_of, is_comparable=True)


def prose(label, name):
    """A long text: its first sentences, and the rest."""
    return ComparisonField(label, "prose", lambda column: _opening(getattr(column.initiative, name)))


def related(label, shape, name):
    """A list of related records."""
    return ComparisonField(label, shape, lambda column: list(getattr(column.initiative, name).all()))


def results(group):
    """The results of a `ResultGroup`."""
    return ComparisonField(group.heading, "results", lambda column: group.of(column.initiative.results.all()))


def bottlenecks(label, name):
    """The bottlenecks of one of the three relations."""
    return ComparisonField(label, "bottlenecks", lambda column: column.links.get(name))


def cost(label, band, amount):
    """An amount of money: its band, and what the source says."""
    return ComparisonField(
        label,
        "cost",
        lambda column: _cost(column.initiative, band, amount),
        is_always_shown=True,
        is_comparable=True,
    )


def _opening(long_text):
    return opening(long_text) if long_text else ()


def _cost(initiative, band, amount):
    return _pair(getattr(initiative, f"get_{band}_display")(), getattr(initiative, amount))


def _pair(*values):
    """Two values; empty when neither is known."""
    return values if any(values) else ()


def _place(column):
    """The municipalities, or else what is known instead."""
    initiative = column.initiative
    return (
        list(initiative.municipalities.all())
        or initiative.country
        or initiative.unnamed_participants
        or initiative.no_municipality_reason
    )


def _places_of_today(column):
    """The municipalities of an initiative, and instead of one that merged what it is a part of now."""
    places = gazetteer().places
    slugs = [record.slug for record in column.initiative.municipalities.all() if record.slug in places]
    return [places[places[slug].current_slug] for slug in slugs]


def _sizes(column):
    sizes = {SizeClass.of(place.population) for place in _places_of_today(column)}
    return ", ".join(str(size.label) for size in SizeClass if size in sizes)


def _provinces(column):
    names = {place.province for place in _places_of_today(column)}
    unnamed = column.initiative.unnamed_province
    return ", ".join(sorted(names | ({unnamed.name} if unnamed else set())))


def _years(column):
    return _pair(column.initiative.start_year, column.initiative.end_year)


def _contact(column):
    return _pair(column.initiative.contact_name, column.initiative.contact_email)


COMPARISON_FIELDS = [
    (
        _("Wat en voor wie"),
        [
            text(_("Samenvatting"), "summary"),
            ComparisonField(_("Gemeente"), "place", _place),
            choice(_("Aantal inwoners"), "text", _sizes),
            choice(_("Provincie"), "text", _provinces),
            choice(_("Thema’s"), "themes", lambda column: column.links.get("themes")),
            choice(_("Voor wie"), "target_groups", lambda column: column.links.get("target_groups")),
            choice(_("Soort"), "text", lambda column: column.initiative.get_kind_display()),
        ],
    ),
    (
        _("Stand, aanleiding en aanpak"),
        [
            choice(_("Status"), "status", lambda column: column.initiative.freshness.status_label),
            prose(_("Over de status"), "status_reason"),
            choice(_("Sinds"), "years", _years),
            related(_("Partners"), "partners", "partners"),
            prose(_("Aanleiding"), "situation"),
            prose(_("Aanpak"), "approach"),
        ],
    ),
    (
        _("Onderbouwing en resultaten"),
        [
            choice(_("Onderbouwing"), "evidence", lambda column: column.initiative.evidence),
            *(results(group) for group in RESULT_GROUPS),
        ],
    ),
    (
        _("Geld en tijd"),
        [
            cost(_("Kosten, eenmalig"), "band_one_off", "cost_one_off"),
            cost(_("Kosten, per jaar"), "band_yearly", "cost_yearly"),
            text(_("Wie betaalt"), "cost_funding"),
            prose(_("Over de kosten"), "cost_note"),
            text(_("Formatie (fte)"), "fte", is_comparable=True),
            text(_("Doorlooptijd"), "lead_time", is_comparable=True),
        ],
    ),
    (
        _("Draagvlak en lessen"),
        [
            prose(_("Draagvlak"), "support"),
            prose(_("Wat ging goed, wat niet"), "lessons"),
            prose(_("Wat heeft u nodig"), "conditions"),
        ],
    ),
    (
        _("Knelpunten en regels"),
        [
            bottlenecks(_("Doet iets aan"), "bottlenecks"),
            bottlenecks(_("Loopt ertegenaan"), "hindering_bottlenecks"),
            bottlenecks(_("Stopte erdoor"), "stopping_bottlenecks"),
            related(_("Regels"), "frameworks", "frameworks"),
            related(_("Regels die er later bij kwamen"), "frameworks", "later_frameworks"),
        ],
    ),
    (
        _("Bronnen en contact"),
        [
            related(_("Bronnen"), "sources", "citations"),
            ComparisonField(_("Contact"), "contact", _contact, is_always_shown=True),
        ],
    ),
]
