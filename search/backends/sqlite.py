"""The index in SQLite: an FTS5 table with a column for each part of a document."""

CREATE = ["CREATE VIRTUAL TABLE search_words USING fts5(title, names, summary, body, tokenize='ascii')"]
DROP = ["DROP TABLE search_words"]
TITLE = "{title}:"


def word(stem):
    """One word."""
    return f'"{stem}"'


def phrase(stems):
    """Words that follow one another."""
    return f'"{" ".join(stems)}"'


def both(expressions):
    """All of these."""
    return f"({' AND '.join(expressions)})"


def either(expressions):
    """One of these."""
    return f"({' OR '.join(expressions)})"


def write(cursor, rows):
    """Add documents: rows of a key and the stems of title, names, summary and body."""
    cursor.executemany(
        "INSERT INTO search_words (rowid, title, names, summary, body) VALUES (%s, %s, %s, %s, %s)",
        [(key, *map(" ".join, parts)) for key, *parts in rows],
    )


def erase(cursor, keys):
    """Take documents out; a key that is not there is no problem."""
    cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(key,) for key in keys])


def clear(cursor):
    """Take everything out."""
    cursor.execute("DELETE FROM search_words")


def find(cursor, expression, span, *, title=False):
    """The keys of the documents that satisfy an expression, within a span of keys."""
    cursor.execute(
        "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid >= %s AND rowid < %s",
        [TITLE + expression if title else expression, *span],
    )
    return [key for (key,) in cursor.fetchall()]


def texts(cursor, keys):
    """The stems of documents: (key, (title, names, summary, body)) with each part as one string."""
    marks = ", ".join(["%s"] * len(keys))
    cursor.execute(
        f"SELECT rowid, title, names, summary, body FROM search_words WHERE rowid IN ({marks})",  # noqa: S608
        keys,
    )
    return [(key, parts) for key, *parts in cursor.fetchall()]
