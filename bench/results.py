"""Reading the measurements of the harness, results.jsonl."""

from collections import defaultdict
from statistics import median


class Results:
    """The figures of the harness, each the median of its rounds; what was not measured is None."""

    def __init__(self, records):
        self._figures = defaultdict(list)
        for record in records:
            for key, figure in figures(record):
                self._figures[key].append(figure)

    def page(self, target, scenario, n, figure="p50", clients=1):
        """A figure of a page: milliseconds, or requests a second ("rps")."""
        return self._median("cell", target, scenario, n, clients, figure)

    def limit(self, target, figure="p50", clients=1):
        """A figure of a page that is measured at one size only."""
        sizes = sorted({key[3] for key in self._figures if key[:3] == ("cell", target, "page")})
        return self.page(target, "page", sizes[0], figure, clients) if sizes else None

    def raw(self, engine, plans, n):
        """The milliseconds of the quickest of some plans, without Django."""
        medians = [self._median("raw", engine, plan, n) for plan in plans]
        return min((figure for figure in medians if figure is not None), default=None)

    def load(self, target, n, steps):
        """The seconds of some steps of the last import."""
        seconds = [self._figures.get(("load", target, n, step)) for step in steps]
        return sum(values[-1] for values in seconds) if all(seconds) else None

    def memory(self, target, n):
        """The kilobytes of the server's processes, with what they share counted once."""
        return self._median("memory", target, n)

    def _median(self, *key):
        return median(self._figures[key]) if self._figures.get(key) else None


def figures(record):
    """The figures in a record of the harness: pairs of a key and a number."""
    match record["kind"]:
        case "cell":
            key = ("cell", record["target"], record["scenario"], record["n"], record["conc"])
            yield from (((*key, name), record[name]) for name in ("p50", "p95", "rps"))
        case "raw" if record["query"] == "broad":
            yield ("raw", record["db"], record["plan"], record["n"]), record["p50"]
        case "load":
            steps = {name: value for step in record["detail"] for name, value in step.items() if name.endswith("_s")}
            yield from (((("load", record["target"], record["n"], name)), seconds) for name, seconds in steps.items())
        case "memory":
            yield ("memory", record["target"], record["n"]), record["pss_kb"]


def quotient(ours, theirs):
    """A ratio; None when a figure is missing."""
    return None if ours is None or not theirs else ours / theirs


def total(*figures):
    """A sum; None when a figure is missing."""
    return None if None in figures else sum(figures)
