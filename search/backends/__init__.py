"""The two engines behind one interface; nothing else knows which of them is at work.

An engine is a module with: `CREATE` and `DROP`, statements for the migration; `word`, `phrase`, `all_of` and
`any_of`, which make an expression; `write`, `erase`, `find` and `stems_of`, which take a cursor first.
"""

from importlib import import_module

from django.db import connection


def engine():
    """The engine of the database in use."""
    return import_module(f".{connection.vendor}", __name__)
