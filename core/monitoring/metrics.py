"""The figures of all processes of the server together, for Prometheus; imported only when MONITORING_TOKEN is set.

Each process adds up in a file of its own (`metrics` in VAR_DIR), and whichever is asked reads them all.
"""

import os
import shutil
from functools import cache

from django.conf import settings

FOLDER = "metrics"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds
METHODS = {"GET", "HEAD", "POST"}


def forget(var_dir):
    """Begin anew, as the server starts: the files of its former processes."""
    shutil.rmtree(var_dir / FOLDER, ignore_errors=True)


@cache
def _library():
    """The library, which must know the folder before it is loaded."""
    folder = settings.VAR_DIR / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    import prometheus_client

    return prometheus_client


@cache
def _figures():
    """Build the Prometheus metrics of requests: counters and a histogram, in a registry of their own."""
    client, registry = _library(), _library().CollectorRegistry()
    return {
        "requests": client.Counter("portal_requests", "Requests", ["route", "method", "status"], registry=registry),
        "seconds": client.Histogram(
            "portal_request_seconds", "Seconds that a request took", ["route"], buckets=BUCKETS, registry=registry
        ),
        "queries": client.Counter("portal_queries", "Queries of the database", ["route"], registry=registry),
        "page_cache": client.Counter("portal_page_cache", "What the page cache did", ["outcome"], registry=registry),
    }


def count(done):
    """Count a request; done, a `RequestRecord`."""
    figures, method = _figures(), done.method if done.method in METHODS else "other"
    figures["requests"].labels(done.route, method, done.status).inc()
    figures["seconds"].labels(done.route).observe(done.seconds)
    figures["queries"].labels(done.route).inc(done.queries)
    if done.page_cache:
        figures["page_cache"].labels(done.page_cache).inc()


class _Health:
    """A collector of what the health checks found."""

    def __init__(self, lines, states):
        self.lines, self.states = lines, states

    def collect(self):
        family = _library().metrics_core.GaugeMetricFamily
        health = family("portal_health", "0 is well, 1 a warning, 2 a failure", labels=["check"])
        for line in self.lines:
            health.add_metric([line.check.name], self.states.index(line.finding.state))
        yield health
        for line in self.lines:
            for name, value in line.finding.figures.items():
                yield family(f"portal_{name}", str(line.check.name), value=value)


def exposition(lines, states):
    """The figures as Prometheus reads them.

    Args: lines, those of the health checks; states, from well to failed. Returns: bytes, and their content type.
    """
    client = _library()
    from prometheus_client import multiprocess

    registry = client.CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    registry.register(_Health(lines, states))
    return client.generate_latest(registry), client.CONTENT_TYPE_LATEST
