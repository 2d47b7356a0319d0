"""What `make bench` needs: the portal that understands the generator's words, and the table of our goals."""

import os
import subprocess
import tomllib

import pytest
from django.conf import settings

from bench.ratios import table
from bench.results import Results
from bench.wsgi import application, translate


@pytest.mark.parametrize(
    ("query", "ours"),
    [
        ("q=opvang+statushouders", "q=opvang+statushouders"),
        ("thema=onderwijs-taal&status=gepland", "thema=taal&status=in-voorbereiding"),
        ("thema=inburgering&status=structureel", "thema=inburgering&status=vastgesteld-beleid"),
        ("gemeente=Den+Haag&q=taal", "gemeente=den-haag&q=taal"),
        ("gemeente=%27s-Hertogenbosch", "gemeente=s-hertogenbosch"),
        ("status=lopend&sorteer=nieuwste", "status=lopend&sorteer=nieuwste"),
        ("q=gepland&leeg=", "q=gepland&leeg="),
    ],
)
def test_a_query_is_translated_to_our_words(query, ours):
    assert translate(query) == ours


@pytest.mark.parametrize(("query", "translated"), [("status=gepland", "status=in-voorbereiding"), ("", "")])
def test_the_adapter_changes_nothing_else(monkeypatch, query, translated):
    monkeypatch.setattr("bench.wsgi.portal", lambda environ, start_response: [environ, start_response])
    environ = {"PATH_INFO": "/initiatieven/", "QUERY_STRING": query}

    assert application(environ, "start") == [{"PATH_INFO": "/initiatieven/", "QUERY_STRING": translated}, "start"]
    assert environ["QUERY_STRING"] == query


def test_every_target_is_marked_as_a_benchmark():
    targets = tomllib.loads((settings.BASE_DIR / "bench" / "portal.toml").read_text())

    assert {"portal-sqlite", "portal-pg"} < set(targets)
    assert {(target["env"]["BENCHMARK"], target["env"]["DEBUG"]) for target in targets.values()} == {("1", "0")}


def test_without_the_harness_one_line_says_so(tmp_path):
    command = ["make", "--no-print-directory", "bench", f"BENCH={tmp_path}"]
    alone = {**os.environ, "MAKEFLAGS": ""}  # these tests may themselves be run by make
    run = subprocess.run(command, cwd=settings.BASE_DIR, env=alone, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr.splitlines()[0] == f"make bench needs the harness, which is not in {tmp_path}; see BENCH"


def cell(target, scenario, n, *, conc=1, p50=1.0, rps=1.0):
    figures = {"p50": p50, "p95": 2 * p50, "rps": rps}
    return {"kind": "cell", "target": target, "scenario": scenario, "n": n, "conc": conc, **figures}


def row(records, start):
    """The cells of the row of the table that begins with some words."""
    line = next(line for line in table(Results(records)).splitlines() if line.startswith(f"| {start}"))
    return line.strip("| ").split(" | ")[-3:]


def test_a_missing_figure_is_a_dash():
    rows = table(Results([])).splitlines()[2:]

    assert len(rows) == 11
    assert all(row.endswith("| – | – |") for row in rows)


def test_a_search_is_held_to_what_the_database_needs():
    raw = {"kind": "raw", "db": "sqlite", "query": "broad", "n": 10_000, "p50": 6.0}
    records = [
        cell("portal-sqlite-date", "search", 10_000, p50=8.0),
        cell("portal-sqlite", "search", 10_000, p50=18.0),
        cell("limit-template", "page", 1_000, p50=4.0),
        raw | {"plan": "one group-by + date order, detail=none"},
        raw | {"plan": "one group-by + bm25", "p50": 8.0},
        raw | {"plan": "one group-by + bm25", "p50": 1.0, "query": "narrow"},
    ]

    assert row(records, "uncached search")[0].startswith("10k SQLite 0.80, 10k PostgreSQL –")
    assert row(records, "uncached search")[1:] == ["–", "no"]
    assert row(records, "the same sorted by relevance")[0].startswith("10k SQLite 1.50")


def test_the_median_of_the_rounds_counts_and_faster_is_better():
    ours = [cell("portal-pg", "search", n, p50=p50) for n in (1_000, 10_000, 100_000) for p50 in (1.0, 2.0, 90.0)]
    theirs = [cell("wagtail-pg", "search", n, p50=p50) for n, p50 in [(1_000, 60), (10_000, 100), (100_000, 500)]]
    measured = "PostgreSQL 1k 30.00, PostgreSQL 10k 50.00, PostgreSQL 100k 250.00"

    assert row([*ours, *theirs], "search p50 against Wagtail") == [measured, "yes", "no"]


def test_the_last_import_counts_without_its_analysis():
    def load(target, **steps):
        return {"kind": "load", "target": target, "n": 10_000, "detail": [{"what": "import", "n": 10_000, **steps}]}

    records = [
        load("raw-sqlite", rows_s=1.0, fts_rebuild_s=1.0),
        load("raw-pg", rows_s=1.0, tsv_index_s=3.0),
        load("portal-sqlite", rows_s=90.0, analysis_s=9.0, index_s=1.0),
        load("portal-sqlite", rows_s=2.0, analysis_s=9.0, index_s=1.0),
        load("portal-pg", rows_s=8.0, analysis_s=9.0, index_s=4.0),
    ]

    assert row(records, "importing 10,000") == ["SQLite 1.50, PostgreSQL 3.00", "yes", "no"]


def test_throughput_growth_and_memory():
    records = [
        cell("limit-middleware", "page", 1_000, conc=8, rps=1000.0),
        *(cell(f"portal-{engine}-304", "page", 1_000, conc=8, rps=960.0) for engine in ("sqlite", "pg")),
        cell("portal-sqlite", "home", 10_000, conc=8, rps=290.0),
        *(cell("portal-sqlite", "home", n, p50=p50) for n, p50 in [(1_000, 2.0), (100_000, 2.1)]),
        *(
            {"kind": "memory", "target": name, "n": 10_000, "pss_kb": kb}
            for name, kb in [("portal-pg", 6), ("wagtail-pg", 10)]
        ),
    ]

    assert row(records, "304 on any public page") == ["SQLite 0.96, PostgreSQL 0.96", "yes", "yes"]
    assert row(records, "home and browse, data unchanged")[:2] == [
        "home SQLite 0.29, home PostgreSQL –, browse SQLite –, browse PostgreSQL –",
        "no",
    ]
    assert row(records, "growth of p50")[0].startswith("home SQLite 1.05, home PostgreSQL –")
    assert row(records, "memory") == ["SQLite –, PostgreSQL 0.60", "–", "no"]
