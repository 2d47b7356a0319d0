"""A generated initiative: its columns and its relations, without the cost of a Django object for each."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from core.records import State
from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX

from .lines import Line

# A proposal and a foreign example need more than the generator has.
KINDS = [kind.value for kind in InitiativeKind if kind not in {InitiativeKind.PROPOSAL, InitiativeKind.FOREIGN}]
EVIDENCE = [level.value for level in Evidence]
COLUMNS = {field.attname: field for field in Initiative._meta.concrete_fields if not field.primary_key}
EMPTY = Initiative()


class RelatedRecords(list):
    """Related records, with the `all()` of a Django relation."""

    def all(self):
        """The list itself."""
        return self


@lru_cache
def label(choices, value):
    """The text of a choice on the screen."""
    return str(choices(value).label)


@dataclass
class GeneratedInitiative:
    """Reads like an `Initiative` with its relations; every field that the generator does not fill is empty."""

    line: Line
    themes: RelatedRecords
    municipalities: RelatedRecords
    target_groups: RelatedRecords
    tags: RelatedRecords
    partners: RelatedRecords = field(default_factory=RelatedRecords)
    hindering_bottlenecks: RelatedRecords = field(default_factory=RelatedRecords)
    stopping_bottlenecks: RelatedRecords = field(default_factory=RelatedRecords)
    results: RelatedRecords = field(default_factory=RelatedRecords)
    pk: int | None = None

    get_absolute_url = Initiative.get_absolute_url

    def __post_init__(self):
        line, first_theme = self.line, self.themes[0]
        self.columns = {
            "state": State.PUBLISHED.value,
            "code": f"{BENCHMARK_PREFIX}{line.id}",
            "slug": line.slug,
            "title": line.title,
            "summary": line.summary,
            "approach": line.body,
            "kind": KINDS[line.id % len(KINDS)],
            "status": line.status,
            "suggested_evidence": EVIDENCE[line.id % len(EVIDENCE)],
            "main_theme_id": first_theme.parent_id or first_theme.pk,
            "start_year": line.year,
            "as_of": line.published.isoformat(),
            "checked_on": line.published,
            "content_changed_on": line.published,
        }

    def __getattr__(self, name):
        columns = self.__dict__.get("columns", {})
        return columns[name] if name in columns else getattr(EMPTY, name)

    def get_kind_display(self):
        """The kind, on the screen."""
        return label(InitiativeKind, self.kind)

    def get_status_display(self):
        """The status, on the screen."""
        return label(InitiativeStatus, self.status)


def column_values(records, generation):
    """Yields for each record the values of all columns, in the order of `COLUMNS`."""
    now = timezone.now()
    shared = {"generation": generation, "created_at": now, "updated_at": now}
    defaults = {name: _prepared(name, shared.get(name, getattr(EMPTY, name))) for name in COLUMNS}
    for record in records:
        prepared = {name: _prepared(name, value) for name, value in record.columns.items()}
        yield list({**defaults, **prepared}.values())


def _prepared(name, value):
    return COLUMNS[name].get_db_prep_save(value, connection)
