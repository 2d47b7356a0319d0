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
from search.documents import DOCUMENT_SOURCES
from search.widening import search_for

FOLDER = Path(__file__).parent
CUTOFF = 10


@dataclass(frozen=True)
class QueryScore:
    """One query, its first results, and how good these are."""

    query: dict
    results: list[str]
    precision: float
    recall: float
    ndcg: float


def read(name):
    """The entries of one of the files of the set."""
    return yaml.safe_load((FOLDER / name).read_text())


def queries():
    """The queries of the set, also those to which the collection has no answer."""
    return read("queries.yaml") + read("questions.yaml")


NAMES = ["slug", "code", "token"]  # what a record is called by: the first of these that its model has


def names():
    """The name of every record in the set: a dict from key in the index to "kind:slug", or its code without a slug."""
    return {
        source.kind.key_range[0] + key: f"{source.kind.name.lower()}:{name}"
        for model, source in DOCUMENT_SOURCES.items()
        for key, name in model.objects.values_list("pk", next(name for name in NAMES if hasattr(model, name)))
    }


def measure(entries):
    """Run those of some queries that have an answer: a list of `QueryScore`."""
    name_by_key = names()
    return [_score(query, [name_by_key[key] for key in first_keys(query)]) for query in entries if query["expected"]]


def first_keys(query):
    """The keys of the first ten results: of the finder, or of the search page over all kinds."""
    if query["in"] == "initiatives":
        parameters = QueryDict(mutable=True)
        parameters["q"] = query["q"]
        return list(islice(InitiativeFilter(parameters).selection.keys(), CUTOFF))
    search = search_for(query["q"])
    keys = [key for key in sorted(search.matches or []) if key not in search.excluded]
    return search.rank(keys)[:CUTOFF]


def averages(scores):
    """Averages per kind of query and of all: a dict to (number, precision, recall, nDCG)."""
    by_kind = defaultdict(list)
    for score in scores:
        by_kind[score.query["kind"]].append(score)
    by_kind["all"] = scores
    return {
        kind: (len(group), *(mean(getattr(score, name) for score in group) for name in ("precision", "recall", "ndcg")))
        for kind, group in by_kind.items()
    }


def _score(query, results):
    grades = query["expected"]
    hits = sum(name in grades for name in results)
    ideal = _gain(sorted(grades.values(), reverse=True)[:CUTOFF])
    ndcg = _gain([grades.get(name, 0) for name in results]) / ideal
    return QueryScore(query, results, hits / max(len(results), 1), hits / min(len(grades), CUTOFF), ndcg)


def _gain(grades):
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))
