"""How good the search is: precision, recall and nDCG over the first ten results of every query of the set."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from math import log2
from pathlib import Path
from statistics import mean

import yaml
from django.http import QueryDict

from initiatives.finder.filters import InitiativeFilter
from search.documents import SOURCES
from search.finding import Search

FOLDER = Path(__file__).parent
SHOWN = 10


@dataclass(frozen=True)
class Measured:
    """One query, what came first, and how good that is."""

    query: dict
    found: list[str]
    precision: float
    recall: float
    ndcg: float


def read(name):
    """The entries of one of the files of the set."""
    return yaml.safe_load((FOLDER / name).read_text())


def names():
    """What the set calls every record: a dict from key in the index to "kind:slug"."""
    return {
        source.kind.span[0] + key: f"{source.kind.name.lower()}:{slug}"
        for model, source in SOURCES.items()
        for key, slug in model.objects.values_list("pk", "slug")
    }


def measure():
    """Ask every query: a list of `Measured`."""
    called = names()
    return [_measured(query, [called[key] for key in first(query)]) for query in read("queries.yaml")]


def first(query):
    """The keys of the first ten results: of the finder, or of the search page over all kinds."""
    if query["in"] == "initiatives":
        parameters = QueryDict(mutable=True)
        parameters["q"] = query["q"]
        return list(islice(InitiativeFilter(parameters).selection.keys(), SHOWN))
    search = Search(query["q"])
    keys = [key for key in sorted(search.found or []) if key not in search.excluded]
    return search.order(keys)[:SHOWN]


def averages(measured):
    """Averages per sort of query and of all: a dict to (number, precision, recall, nDCG)."""
    sorts = defaultdict(list)
    for one in measured:
        sorts[one.query["kind"]].append(one)
    sorts["all"] = measured
    return {
        sort: (len(some), *(mean(getattr(one, name) for one in some) for name in ("precision", "recall", "ndcg")))
        for sort, some in sorts.items()
    }


def _measured(query, found):
    grades = query["expected"]
    hits = sum(name in grades for name in found)
    ideal = _gain(sorted(grades.values(), reverse=True)[:SHOWN])
    ndcg = _gain([grades.get(name, 0) for name in found]) / ideal
    return Measured(query, found, hits / max(len(found), 1), hits / min(len(grades), SHOWN), ndcg)


def _gain(grades):
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))
