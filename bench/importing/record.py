"""A made-up initiative: its columns, and what it is linked to, without the cost of a Django object for each."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from core.records import State
from initiatives.choices import Kind, Status
from initiatives.models import Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX

from .lines import Line
from .values import EVIDENCE, KINDS

COLUMNS = {one.attname: one for one in Initiative._meta.concrete_fields if not one.primary_key}
EMPTY = Initiative()


class Linked(list):
    """What a record is linked to, which asks for `all()` as of a Django relation."""

    def all(self):
        """The list itself."""
        return self


@lru_cache
def label(choices, value):
    """What a choice is called on the screen."""
    return str(choices(value).label)


@dataclass
class MadeUp:
    """Reads like an `Initiative` with its relations; every field that the generator does not fill is empty."""

    line: Line
    themes: Linked
    municipalities: Linked
    target_groups: Linked
    tags: Linked
    partners: Linked = field(default_factory=Linked)
    results: Linked = field(default_factory=Linked)
    pk: int | None = None

    get_absolute_url = Initiative.get_absolute_url

    def __post_init__(self):
        line, main = self.line, self.themes[0]
        self.columns = {
            "state": State.PUBLISHED.value,
            "code": f"{BENCHMARK_PREFIX}{line.id}",
            "slug": line.slug,
            "title": line.title,
            "summary": line.summary,
            "approach": line.body,
            "kind": KINDS[line.id % len(KINDS)],
            "status": line.status,
            "evidence": EVIDENCE[line.id % len(EVIDENCE)],
            "main_theme_id": main.parent_id or main.pk,
            "start_year": line.year,
            "as_of": line.published.isoformat(),
            "checked_on": line.published,
        }

    def __getattr__(self, name):
        columns = self.__dict__.get("columns", {})
        return columns[name] if name in columns else getattr(EMPTY, name)

    def get_kind_display(self):
        """The kind, on the screen."""
        return label(Kind, self.kind)

    def get_status_display(self):
        """The status, on the screen."""
        return label(Status, self.status)


def rows(records, generation):
    """The values of all columns of some records, in the order of `COLUMNS`."""
    now = timezone.now()
    same = {"generation": generation, "created_at": now, "updated_at": now}
    empty = {name: same.get(name, getattr(EMPTY, name)) for name in COLUMNS}
    ready = {name: _ready(name, value) for name, value in empty.items()}
    for record in records:
        yield list({**ready, **{name: _ready(name, value) for name, value in record.columns.items()}}.values())


def _ready(name, value):
    return COLUMNS[name].get_db_prep_save(value, connection)
