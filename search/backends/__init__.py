"""The two engines behind one interface; no other module depends on which of them is used.

An engine is a module with: `CREATE` and `DROP`, statements for the migration; `word`, `phrase`, `near`, `all_of`
and `any_of`, which build an expression; `write`, `erase`, `find`, `find_each`, `count_each`, `titles_of`,
`stems_of`, `write_stamp` and `read_stamp`, which take a cursor first.
"""

from importlib import import_module

from django.db import connection

NEAR_WORDS = 5  # how many places apart words are that are still near


def engine():
    """The engine of the database in use."""
    return import_module(f".{connection.vendor}", __name__)
