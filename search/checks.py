"""The check of the search index, for `check --database default` and for each `migrate`."""

from django.core.checks import Warning
from django.db import DatabaseError, transaction

from . import stamp


def check_index(databases=None, **_options):
    """Whether the index belongs to the records; of a database without its tables nothing is said.

    Without `databases` none may be opened: that one is there, is not what a command needs to know.
    """
    if not databases:
        return []
    try:
        with transaction.atomic():
            is_valid = stamp.is_valid()
    except DatabaseError:
        return []
    hint = "The first search repairs it, and so does manage.py rebuild_search."
    warning = Warning("The search index does not belong to the records.", hint=hint, id="search.W001")
    return [] if is_valid else [warning]
