"""The linked data of every record as files, read many records at a time: for whoever takes all of it."""

from core.generation import current, pinned

from . import graphs
from .fields import field_nodes_of
from .identifiers import IDENTIFIED, linked_data_paths, visible
from .records import described

BATCH = 100  # records that are read at once


def linked_files(is_wanted=lambda path: True):
    """Files of the linked data: one for each serialisation of each public record.

    Args: is_wanted, called with a path: whether that file is.
    Yields: pairs of a path and its bytes.
    """
    for model in IDENTIFIED:
        rows, last = visible(model).order_by("pk"), 0
        while records := list(rows.filter(pk__gt=last)[:BATCH]):
            last = records[-1].pk
            paths = {record: [*filter(is_wanted, linked_data_paths(record).values())] for record in records}
            with pinned(current()):  # or each would look whether what it needs is still in memory
                written = _written(model, {record: wanted for record, wanted in paths.items() if wanted})
            yield from written


def _written(model, paths):
    fields = field_nodes_of(model, [*paths]) if paths else {}
    return [
        (path, graphs.response(nodes, path.rpartition(".")[2]).content)
        for record, wanted in paths.items()
        for nodes in [described(record, fields.get(record.pk, []))]
        for path in wanted
    ]
