"""The index in SQLite: an FTS5 table with a column for each part of a document, and one with the titles only."""

import json

from . import NEAR_WORDS

CREATE = [
    "CREATE VIRTUAL TABLE search_words USING fts5(title, names, summary, body, tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_titles USING fts5(title, tokenize='ascii')",
]
TABLES = ["search_words", "search_titles"]
DROP = [f"DROP TABLE {table}" for table in TABLES]


def word(stem):
    """One word."""
    return f'"{stem}"'


def phrase(stems):
    """Words that follow one another."""
    return f'"{" ".join(stems)}"'


def all_of(expressions):
    """All of these."""
    return f"({' AND '.join(expressions)})"


def any_of(expressions):
    """One of these."""
    return f"({' OR '.join(expressions)})"


def near(first, second):
    """One of some words within a few words of one of some others."""
    return any_of([f'NEAR("{one}" "{other}", {NEAR_WORDS - 1})' for one in first for other in second])


def write(cursor, rows):
    """Add documents: rows of a key and the stems of title, names, summary and body."""
    cursor.executemany(
        "INSERT INTO search_words (rowid, title, names, summary, body) VALUES (%s, %s, %s, %s, %s)",
        [(key, *map(" ".join, parts)) for key, *parts in rows],
    )
    titles = [(key, " ".join(parts[0])) for key, *parts in rows]
    cursor.executemany("INSERT INTO search_titles (rowid, title) VALUES (%s, %s)", titles)


def erase(cursor, keys):
    """Delete documents; a key that does not exist is no problem."""
    for table in TABLES:
        cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608


def clear(cursor):
    """Delete all documents."""
    for table in TABLES:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def write_stamp(cursor, stamp):
    """Write the stamp of the index in its own table, under a key that no document has."""
    cursor.execute("DELETE FROM search_words WHERE rowid = -1")
    cursor.execute("INSERT INTO search_words (rowid, title) VALUES (-1, %s)", [stamp])


def read_stamp(cursor):
    """The stamp of the index; None when it has none."""
    cursor.execute("SELECT title FROM search_words WHERE rowid = -1")
    return (cursor.fetchone() or [None])[0]


def find(cursor, expression, key_range, *, title=False):
    """The keys of the documents that satisfy an expression, within a range of keys."""
    return find_each(cursor, [(expression, key_range)], title=title)[0]


def find_each(cursor, searches, *, title=False):
    """The keys of the documents for each pair of an expression and a range of keys, in one query."""
    table = "search_titles" if title else "search_words"
    keys = f"(SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH %s AND rowid >= %s AND rowid < %s)"  # noqa: S608
    parameters = [parameter for expression, key_range in searches for parameter in (expression, *key_range)]
    cursor.execute(f"SELECT {', '.join([keys] * len(searches))}", parameters)
    return [json.loads(text) for text in cursor.fetchone()]


def count_each(cursor, expressions):
    """Number of documents that satisfy each of some expressions."""
    number = "(SELECT count(*) FROM search_words WHERE search_words MATCH %s)"
    cursor.execute(f"SELECT {', '.join([number] * len(expressions))}", expressions)
    return cursor.fetchone()


def titles_of(cursor, keys):
    """The stems of the titles of documents: (key, one string)."""
    placeholders = ", ".join(["%s"] * len(keys))
    cursor.execute(f"SELECT rowid, title FROM search_titles WHERE rowid IN ({placeholders})", keys)  # noqa: S608
    return cursor.fetchall()


def stems_of(cursor, keys, *, body):
    """The stems of documents: (key, [title, names, summary, body]), each as one string; the body only on request."""
    body_column = "body" if body else "''"
    placeholders = ", ".join(["%s"] * len(keys))
    cursor.execute(
        f"SELECT rowid, title, names, summary, {body_column} FROM search_words WHERE rowid IN ({placeholders})",  # noqa: S608
        keys,
    )
    return [(key, parts) for key, *parts in cursor.fetchall()]
