"""Reading the JSON Lines of the generator, one record at a time; an error names the file and the line."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .values import STATUSES, THEMES, municipality_slug

FIELDS = {
    "id": int,
    "slug": str,
    "title": str,
    "summary": str,
    "body": str,
    "municipality": str,
    "themes": list,
    "status": str,
    "target_groups": list,
    "tags": list,
    "year": int,
    "published": str,
}
MAX_TITLE_LENGTH = 120
MAX_SUMMARY_LENGTH = 300
MAX_NAME_LENGTH = 50
YEARS = range(1900, 2101)
MAX_ID = 10**9
SLUG = re.compile(r"[-a-z0-9]{1,80}")
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


class BrokenLine(Exception):
    """A line that can't be imported; its text is one Dutch line with the file and the number of the line."""


@dataclass(frozen=True)
class Line:
    """A record of the generator, checked; themes and status are the portal's, other related records are names."""

    id: int
    slug: str
    title: str
    summary: str
    body: str
    municipality: str
    themes: list
    status: str
    target_groups: list
    tags: list
    year: int
    published: date


class Lines:
    """The records in a file with a higher id than `after`; `share` is how much of the file is read, from 0 to 1."""

    def __init__(self, path, after=0):
        self.path = Path(path)
        self.after = after
        self.share = 0.0

    def __iter__(self):
        size, bytes_read, last_id = max(self.path.stat().st_size, 1), 0, 0
        with self.path.open("rb") as file:
            for number, raw in enumerate(file, start=1):
                try:
                    line = parse(raw)
                    require(line.id > last_id, _("het nummer (id) is niet hoger dan dat van de vorige regel."))
                except ValueError as error:
                    place = _("%(file)s, regel %(number)d") % {"file": self.path.name, "number": number}
                    raise BrokenLine(f"{place}: {error}") from error
                last_id, bytes_read = line.id, bytes_read + len(raw)
                self.share = bytes_read / size
                if line.id > self.after:
                    yield line


def parse(raw):
    """A `Line` from the bytes of a line; raises ValueError with a Dutch explanation."""
    values = _values(raw)
    for name, kind in FIELDS.items():
        require(type(values.get(name)) is kind, _("het veld %s ontbreekt of is van een andere soort."), name)
    for name in ("themes", "target_groups", "tags"):
        require(_are_names(values[name]), _("de lijst in het veld %s klopt niet."), name)
    _check_values(values)
    return Line(
        **{name: values[name] for name in ("id", "slug", "body", "municipality", "target_groups", "tags", "year")},
        title=shortened(values["title"], MAX_TITLE_LENGTH),
        summary=shortened(values["summary"], MAX_SUMMARY_LENGTH),
        themes=[_translated(THEMES, theme, _("het thema ‘%s’ kennen wij niet.")) for theme in values["themes"]],
        status=_translated(STATUSES, values["status"], _("de status ‘%s’ kennen wij niet.")),
        published=_date(values["published"]),
    )


def shortened(text, length):
    """The beginning of a text, cut after a whole word when it is too long."""
    return text if len(text) <= length else text[: length + 1].rsplit(" ", 1)[0][:length]


def require(condition, problem, name=""):
    """Raises ValueError with the problem, in which %s is a name, when a condition is not met."""
    if not condition:
        raise ValueError(problem % name if name else problem)


def _values(raw):
    try:
        values = json.loads(raw.decode())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(_("dit is geen leesbare JSON.")) from error
    require(isinstance(values, dict), _("hier hoort een record met velden te staan."))
    return values


def _are_names(names):
    """Whether this is a list of different names that are not too long."""
    fit = all(type(name) is str and 0 < len(name) <= MAX_NAME_LENGTH for name in names)
    return fit and len(set(names)) == len(names)


def _check_values(values):
    """Raise an error when numbers or texts do not meet the requirements of the columns."""
    require(0 < values["id"] < MAX_ID, _("het nummer (id) klopt niet."))
    is_slug_of_id = SLUG.fullmatch(values["slug"]) and values["slug"].endswith(f"-{values['id']}")
    require(is_slug_of_id, _("het adres (slug) klopt niet; het eindigt op het nummer."))
    require(values["year"] in YEARS, _("het jaar klopt niet."))
    require(values["title"].strip() and values["themes"], _("de titel of het thema ontbreekt."))
    slug = municipality_slug(values["municipality"])
    require(0 < len(slug) <= MAX_NAME_LENGTH, _("de naam van de gemeente klopt niet."))
    texts = [values[name] for name in ("title", "summary", "body", "municipality")]
    is_unstorable = any(NOT_STORABLE.search(text) for text in [*texts, *values["target_groups"], *values["tags"]])
    require(not is_unstorable, _("er staat een teken in dat wij niet kunnen bewaren."))


def _translated(values, value, problem):
    require(value in values, problem, value)
    return values[value]


def _date(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(_("de datum (published) klopt niet.")) from error
