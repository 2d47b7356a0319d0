"""python -m bench.ratios RESULTS.jsonl: our goals as one Markdown table, ours ÷ theirs, medians of the rounds."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from .results import Results, added, divided

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
    """A ratio with its two goals; None when a figure is missing. `more` is whether a higher ratio is better."""

    label: str
    ratio: float | None
    must: float
    aim: float
    more: bool = False

    def meets(self, goal):
        """Whether the ratio is as good as a goal, or None."""
        if self.ratio is None:
            return None
        return self.ratio >= goal if self.more else self.ratio <= goal


def each(label, ratio, must, aim, more=False):
    """A value for each database; `ratio` makes it from the database's name."""
    return [Value(f"{label} {name}".strip(), ratio(engine), must, aim, more) for engine, name in ENGINES.items()]


def faster(results, *peers):
    """How many times as fast our search is as that of peers: rows of our database, the peer, size and two goals."""
    for engine, peer, n, must, aim in peers:
        theirs, ours = (results.page(target, "search", n) for target in (peer, f"portal-{engine}"))
        yield Value(f"{ENGINES[engine]} {n // 1000}k", divided(theirs, ours), must, aim, more=True)


def over_the_floor(results, order, plans):
    """Our search against what the database and a template can't do without."""
    for n in (10_000, 100_000):

        def ratio(engine, n=n):
            floor = added(results.raw(engine, plans[engine], n), results.limit("limit-template"))
            return divided(results.page(f"portal-{engine}{order}", "search", n), floor)

        yield from each(f"{n // 1000}k", ratio, 1.5, 0.7)


def mixed(results):
    """Our mixed searches against the tuned page, and their tail."""

    def against_tuned(engine):
        return divided(*(results.page(f"{target}-{engine}", "mixed", 100_000) for target in ("portal", "tuned")))

    def tail(engine):
        return divided(*(results.page(f"portal-{engine}", "mixed", 10_000, figure) for figure in ("p95", "p50")))

    return [*each("", against_tuned, 1.5, 1), *each("p95 ÷ p50", tail, 2.5, 2)]


def growth(results):
    """How our pages slow down when there is a hundred times as much."""
    for scenario, must, aim in [("home", 1.4, 1.1), ("browse", 1.4, 1.1), ("search", 18, 8), ("mixed", 5.5, 3)]:

        def ratio(engine, scenario=scenario):
            return divided(*(results.page(f"portal-{engine}", scenario, n) for n in (100_000, 1_000)))

        yield from each(scenario, ratio, must, aim)


def throughput(results):
    """Our pages against a Django that only sends bytes: unchanged ones, and those that the visitor has already."""
    limit = results.limit("limit-middleware", "rps", clients=8)

    def unchanged(scenario):
        return lambda engine: divided(results.page(f"portal-{engine}", scenario, 10_000, "rps", clients=8), limit)

    def not_modified(engine):
        return divided(results.limit(f"portal-{engine}-304", "rps", clients=8), limit)

    pages = [one for name in ("home", "browse") for one in each(name, unchanged(name), 0.30, 0.60, more=True)]
    return pages, each("", not_modified, 0.80, 0.95, more=True)


def importing(engine, results):
    """Our import against that of the database itself."""
    theirs = results.load(f"raw-{engine}", 10_000, RAW_IMPORT[engine])
    return divided(results.load(f"portal-{engine}", 10_000, OUR_IMPORT), theirs)


def rows(results):
    """The rows of the table: what is measured, the goals in words, and the values."""
    wagtail = [("pg", "wagtail-pg", *goal) for goal in [(1_000, 12, 30), (10_000, 50, 120), (100_000, 90, 200)]]
    datasette = [("sqlite", "datasette", *goal) for goal in [(10_000, 8, 20), (100_000, 12, 30)]]
    naive = [("sqlite", "naive-sqlite", 10_000, 15, 40), ("pg", "naive-pg", 10_000, 110, 250)]
    memory = each(
        "", lambda name: divided(*(results.memory(f"{one}-{name}", 10_000) for one in OURS_THEIRS)), 0.65, 0.5
    )
    values = [
        over_the_floor(results, "-date", ONE_PASS),
        over_the_floor(results, "", ONE_PASS_RELEVANCE),
        mixed(results),
        faster(results, *datasette),
        faster(results, *wagtail),
        faster(results, *naive),
        growth(results),
        *throughput(results),
        each("", lambda engine: importing(engine, results), 3, 1.5),
        memory,
    ]
    return [(*words, list(some)) for words, some in zip(GOALS, values, strict=True)]


def verdict(values, goals):
    """yes when all goals are met, no when one is not, – when too little was measured to say."""
    met = [value.meets(goal) for value, goal in zip(values, goals, strict=True)]
    if False in met:
        return "no"
    return "–" if None in met else "yes"


def table(results):
    """The Markdown table."""
    lines = [HEAD]
    for what, must, aim, values in rows(results):
        shown = ", ".join(f"{one.label} {'–' if one.ratio is None else format(one.ratio, '.2f')}" for one in values)
        verdicts = [verdict(values, [one.must for one in values]), verdict(values, [one.aim for one in values])]
        lines.append("| " + " | ".join([what, must, aim, shown, *verdicts]) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.write(table(Results(map(json.loads, text.splitlines()))))
