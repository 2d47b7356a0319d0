"""The figures for Prometheus, of a server with several processes."""

import json
import re

import pytest

from tests.support.processes import get, portal

pytestmark = pytest.mark.own_database
TOKEN = "een-geheim-van-de-meting"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


def figure(text, name):
    """The value of a figure with its labels; 0 when there is none."""
    match = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(match[1]) if match else 0


def test_each_process_shows_the_figures_of_all(tmp_path):
    log = tmp_path / "log"
    with portal(tmp_path) as installation, log.open("w") as file:
        settings = {"MONITORING_TOKEN": TOKEN, "VAR_DIR": str(tmp_path / "var"), "LOG_FORMAT": "json"}
        (tmp_path / "var" / "metrics").mkdir(parents=True)
        (tmp_path / "var" / "metrics" / "counter_1.db").write_bytes(b"of a former server")
        with installation.server(workers=2, log=file, **settings) as address:
            for _time in range(12):
                assert get(f"{address}/robots.txt")[0] == 200
            get(f"{address}/bestaat/niet")
            texts = [get(f"{address}/status/metrics", **WITH_TOKEN)[2] for _time in range(4)]
            assert get(f"{address}/status/metrics")[0] == 404
            why = json.loads(get(f"{address}/status/ready", **WITH_TOKEN)[2])

    for text in texts:
        assert figure(text, 'portal_requests_total{method="GET",route="robots.txt",status="200"}') == 12
        assert figure(text, 'portal_request_seconds_count{route="robots.txt"}') == 12
        assert figure(text, 'portal_requests_total{method="GET",route="unknown",status="404"}') == 1
        assert figure(text, 'portal_queries_total{route="robots.txt"}') >= 12
        assert figure(text, 'portal_page_cache_total{outcome="miss"}') >= 1
        assert figure(text, 'portal_page_cache_total{outcome="hit"}') >= 1
        assert figure(text, 'portal_health{check="database"}') == 0
        assert figure(text, 'portal_health{check="jobs"}') == 1
        assert figure(text, "portal_jobs_late") > 5
    assert why["checks"]["migrations"]["status"] == "ok"
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert sum(line.get("route") == "robots.txt" for line in lines) == 12
