"""Reads the addresses of databases from the environment: SQLite or PostgreSQL, with what this portal needs of each."""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def database(name, default, read_seconds, write_seconds):
    """The database of an address from the environment, for DATABASES of Django.

    Args: name, of the setting; default, the address without one; read_seconds and write_seconds, how long to wait.
    Raises: ImproperlyConfigured, when it is no address of SQLite or PostgreSQL.
    """
    try:
        config = dj_database_url.parse(os.environ.get(name) or default, conn_max_age=60)
    except ValueError:  # its text may hold a part of the password
        message = f"{name} is not a database address. Is a sign in its password not written as %2F and the like?"
        raise ImproperlyConfigured(message) from None
    if config["ENGINE"] == "django.db.backends.sqlite3":
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": write_seconds,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        # The last connection to close would remove files that a full disk has no room for.
        return config | {"NAME": _sqlite_name(config["NAME"]), "OPTIONS": options, "CONN_MAX_AGE": None}
    if config["ENGINE"] == "django.db.backends.postgresql":
        options = {  # those in the address come before these
            "connect_timeout": read_seconds,
            "tcp_user_timeout": write_seconds * 1000,  # milliseconds: a server that is gone ends a command as well
            "keepalives_idle": write_seconds,
        }
        return config | {"ENGINE": "core.postgresql", "OPTIONS": options | config.setdefault("OPTIONS", {})}
    raise ImproperlyConfigured(f"{name} must name SQLite or PostgreSQL.")


def _sqlite_name(name):
    """The file of SQLite; in a folder where nothing can be written, it is opened as one that never changes."""
    file = Path(name)
    is_readable_only = file.is_file() and not os.access(file.parent, os.W_OK) and not Path(f"{name}-wal").exists()
    return f"{file.absolute().as_uri()}?immutable=1" if is_readable_only else name
