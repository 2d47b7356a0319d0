"""python -m bench.ratios RESULTS.jsonl: our goals as one Markdown table, ours ÷ theirs, medians of the rounds."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from .results import Results, quotient, total

ENGINES = {"sqlite": "SQLite", "pg": "PostgreSQL"}
ONE_PASS = {
    "sqlite": ["one group-by + date order, detail=none"],
    "pg": ["one group-by folded + date order"],
}
ONE_PASS_RELEVANCE = {
    "sqlite": ["one group-by + bm25", "one group-by + bm25 detail=column"],
    "pg": ["grouping sets + ts_rank"],
}
RAW_IMPORT = {"sqlite": ["rows_s", "fts_rebuild_s"], "pg": ["rows_s", "tsv_index_s"]}
OUR_IMPORT = ["rows_s", "index_s"]
OURS_THEIRS = ["portal", "wagtail"]
GOALS = [
    (
        "uncached search over a quarter of all records with all our facets, 10,000 and 100,000, "
        "sorted by date or title-first: our p50 ÷ (raw one-pass SQL + template limit), same database",
        *("≤ 1.5", "≤ 0.7"),
    ),
    ("the same sorted by relevance ÷ (raw one pass + relevance, + template limit)", "≤ 1.5", "≤ 0.7"),
    (
        "mixed (200 different searches, half filtered) ÷ tuned, same database, 100,000; its p95 ÷ p50 at 10,000",
        *("≤ 1.5; ≤ 2.5", "≤ 1; ≤ 2"),
    ),
    ("search p50 against Datasette, 10k / 100k", "≥ 8 × / 12 × faster", "20 / 30"),
    ("search p50 against Wagtail on PostgreSQL, 1k / 10k / 100k", "≥ 12 × / 50 × / 90 ×", "30 / 120 / 200"),
    ("search p50 against naive Django at 10k, SQLite / PostgreSQL", "≥ 15 × / 110 ×", "40 / 250"),
    ("growth of p50 from 1k to 100k: home and browse; search; mixed", "≤ 1.4; ≤ 18; ≤ 5.5", "≤ 1.1; ≤ 8; ≤ 3"),
    ("home and browse, data unchanged, throughput at 8 clients ÷ limit-middleware", "≥ 0.30", "≥ 0.60"),
    ("304 on any public page ÷ limit-middleware", "≥ 0.80", "0.95"),
    ("importing 10,000 with index ÷ raw import of the same engine, analysis time apart", "≤ 3", "≤ 1.5"),
    ("memory, two workers, 10,000 ÷ Wagtail's", "≤ 0.65", "≤ 0.5"),
]
HEAD = "| what | must be | aim for | measured | must | aim |\n|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Value:
    """A ratio with its two goals; None when a figure is missing. `higher_is_better` is false for costs."""

    label: str
    ratio: float | None
    must: float
    aim: float
    higher_is_better: bool = False

    def meets(self, goal):
        """Whether the ratio is as good as a goal, or None."""
        if self.ratio is None:
            return None
        return self.ratio >= goal if self.higher_is_better else self.ratio <= goal


def per_database(label, ratio, must, aim, higher_is_better=False):
    """A value for each database; `ratio` computes it from the name of the database."""
    return [
        Value(f"{label} {name}".strip(), ratio(engine), must, aim, higher_is_better) for engine, name in ENGINES.items()
    ]


def faster(results, *peers):
    """Speed of our search relative to peers: each is our database, the peer, size, required and target ratio."""
    for engine, peer, n, must, aim in peers:
        theirs, ours = (results.page(target, "search", n) for target in (peer, f"portal-{engine}"))
        yield Value(f"{ENGINES[engine]} {n // 1000}k", quotient(theirs, ours), must, aim, higher_is_better=True)


def over_the_minimum(results, order, plans):
    """Our search against the least that the database and a template need."""
    for n in (10_000, 100_000):

        def ratio(engine, n=n):
            minimum = total(results.raw(engine, plans[engine], n), results.limit("limit-template"))
            return quotient(results.page(f"portal-{engine}{order}", "search", n), minimum)

        yield from per_database(f"{n // 1000}k", ratio, 1.5, 0.7)


def mixed(results):
    """Our mixed searches against the tuned page, and their tail."""

    def against_tuned(engine):
        return quotient(*(results.page(f"{target}-{engine}", "mixed", 100_000) for target in ("portal", "tuned")))

    def tail(engine):
        return quotient(*(results.page(f"portal-{engine}", "mixed", 10_000, figure) for figure in ("p95", "p50")))

    return [*per_database("", against_tuned, 1.5, 1), *per_database("p95 ÷ p50", tail, 2.5, 2)]


def growth(results):
    """Slowdown of our pages with a hundred times as much data."""
    for scenario, must, aim in [("home", 1.4, 1.1), ("browse", 1.4, 1.1), ("search", 18, 8), ("mixed", 5.5, 3)]:

        def ratio(engine, scenario=scenario):
            return quotient(*(results.page(f"portal-{engine}", scenario, n) for n in (100_000, 1_000)))

        yield from per_database(scenario, ratio, must, aim)


def throughput(results):
    """Our pages against a Django that only sends bytes: cached ones, and 304 responses."""
    limit = results.limit("limit-middleware", "rps", clients=8)

    def unchanged(scenario):
        return lambda engine: quotient(results.page(f"portal-{engine}", scenario, 10_000, "rps", clients=8), limit)

    def not_modified(engine):
        return quotient(results.limit(f"portal-{engine}-304", "rps", clients=8), limit)

    pages = [
        value
        for name in ("home", "browse")
        for value in per_database(name, unchanged(name), 0.30, 0.60, higher_is_better=True)
    ]
    return pages, per_database("", not_modified, 0.80, 0.95, higher_is_better=True)


def importing(engine, results):
    """Our import against that of the database itself."""
    theirs = results.load(f"raw-{engine}", 10_000, RAW_IMPORT[engine])
    return quotient(results.load(f"portal-{engine}", 10_000, OUR_IMPORT), theirs)


def rows(results):
    """The rows of the table: what is measured, the goals in words, and the values."""
    wagtail = [("pg", "wagtail-pg", *goal) for goal in [(1_000, 12, 30), (10_000, 50, 120), (100_000, 90, 200)]]
    datasette = [("sqlite", "datasette", *goal) for goal in [(10_000, 8, 20), (100_000, 12, 30)]]
    naive = [("sqlite", "naive-sqlite", 10_000, 15, 40), ("pg", "naive-pg", 10_000, 110, 250)]
    memory = per_database(
        "", lambda name: quotient(*(results.memory(f"{target}-{name}", 10_000) for target in OURS_THEIRS)), 0.65, 0.5
    )
    values = [
        over_the_minimum(results, "-date", ONE_PASS),
        over_the_minimum(results, "", ONE_PASS_RELEVANCE),
        mixed(results),
        faster(results, *datasette),
        faster(results, *wagtail),
        faster(results, *naive),
        growth(results),
        *throughput(results),
        per_database("", lambda engine: importing(engine, results), 3, 1.5),
        memory,
    ]
    return [(*words, list(group)) for words, group in zip(GOALS, values, strict=True)]


def verdict(values, goals):
    """yes when all goals are met, no when one is not, – when too little was measured to say."""
    met = [value.meets(goal) for value, goal in zip(values, goals, strict=True)]
    if False in met:
        return "no"
    return "–" if None in met else "yes"


def table(results):
    """The Markdown table."""
    lines = [HEAD]
    for measured, must, aim, values in rows(results):
        shown = ", ".join(f"{value.label} {_format(value.ratio)}" for value in values)
        verdicts = [verdict(values, [value.must for value in values]), verdict(values, [value.aim for value in values])]
        lines.append("| " + " | ".join([measured, must, aim, shown, *verdicts]) + " |")
    return "\n".join(lines) + "\n"


def _format(ratio):
    return "–" if ratio is None else format(ratio, ".2f")


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(table(Results(map(json.loads, text.splitlines()))))
