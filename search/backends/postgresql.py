"""The index in PostgreSQL: tsvectors built in Python word by word, stored out of line so that the rows stay narrow."""

from collections import defaultdict

from . import NEAR_WORDS

# The planner does not know what it costs to read a vector: for a frequent word it would read them all. Nor does
# it know the words, so that it would compile the statement every time.
CREATE = [
    """
    CREATE TABLE search_words (
        id bigint PRIMARY KEY, words tsvector NOT NULL, title tsvector NOT NULL,
        stems text[] NOT NULL, body text NOT NULL
    ) WITH (toast_tuple_target = 128)
    """,
    "ALTER TABLE search_words ALTER words SET STORAGE EXTERNAL, ALTER stems SET STORAGE EXTERNAL",
    "CREATE INDEX search_words_words ON search_words USING gin (words) WITH (gin_pending_list_limit = 512)",
    "CREATE INDEX search_words_title ON search_words USING gin (title) WITH (gin_pending_list_limit = 512)",
    """
    CREATE FUNCTION search_find(expression text, first bigint, last bigint) RETURNS bigint[]
    LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
        SELECT array_agg(id) FILTER (WHERE id >= first AND id < last) FROM search_words
        WHERE words @@ expression::tsquery
    $$
    """,
    """
    CREATE FUNCTION search_find_title(expression text, first bigint, last bigint) RETURNS bigint[]
    LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$
        SELECT array_agg(id) FILTER (WHERE id >= first AND id < last) FROM search_words
        WHERE title @@ expression::tsquery
    $$
    """,
]
DROP = [
    "DROP FUNCTION search_find(text, bigint, bigint)",
    "DROP FUNCTION search_find_title(text, bigint, bigint)",
    "DROP TABLE search_words",
]
MAX_KEY = 2**63 - 1
MAX_POSITION = 16_383
MAX_POSITIONS = 255


def word(stem):
    """One word."""
    return f"'{stem}'"


def phrase(stems):
    """Words that follow one another."""
    return f"({' <-> '.join(map(word, stems))})"


def all_of(expressions):
    """All of these."""
    return f"({' & '.join(expressions)})"


def any_of(expressions):
    """One of these."""
    return f"({' | '.join(expressions)})"


def near(first, second):
    """One of some words within a few words of one of some others."""
    one, other = any_of(list(map(word, first))), any_of(list(map(word, second)))
    distances = range(1, NEAR_WORDS + 1)
    return any_of([f"({one} <{apart}> {other}) | ({other} <{apart}> {one})" for apart in distances])


def vector(parts):
    """Stems with their positions, as a tsvector; no two words of different parts are near."""
    positions, position = defaultdict(list), 0
    for stems in parts:
        for stem in stems:
            position += 1
            if len(positions[stem]) < MAX_POSITIONS:
                positions[stem].append(str(min(position, MAX_POSITION)))
        position += NEAR_WORDS
    return " ".join(f"'{stem}':{','.join(stem_positions)}" for stem, stem_positions in positions.items())


def write(cursor, rows):
    """Add documents: rows of a key and the stems of title, names, summary and body."""
    cursor.executemany(
        "INSERT INTO search_words (id, words, title, stems, body) VALUES (%s, %s::tsvector, %s::tsvector, %s, %s)",
        [
            (key, vector(parts), vector(parts[:1]), list(map(" ".join, parts[:-1])), " ".join(parts[-1]))
            for key, *parts in rows
        ],
    )


def erase(cursor, keys):
    """Delete documents; a key that does not exist is no problem."""
    cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(keys)])


def clear(cursor):
    """Delete all documents."""
    cursor.execute("DELETE FROM search_words")


def write_stamp(cursor, stamp):
    """Write the stamp of the index in its own table, under a key that no document has."""
    cursor.execute("DELETE FROM search_words WHERE id = -1")
    cursor.execute("INSERT INTO search_words (id, words, title, stems, body) VALUES (-1, '', '', '{}', %s)", [stamp])


def read_stamp(cursor):
    """The stamp of the index; None when it has none."""
    cursor.execute("SELECT body FROM search_words WHERE id = -1")
    return (cursor.fetchone() or [None])[0]


def find(cursor, expression, key_range, *, title=False):
    """The keys of the documents that satisfy an expression, within a range of keys."""
    return find_each(cursor, [(expression, key_range)], title=title)[0]


def find_each(cursor, searches, *, title=False):
    """The keys of the documents for each pair of an expression and a range of keys, in one query."""
    call = f"{'search_find_title' if title else 'search_find'}(%s, %s, %s)"
    parameters = [parameter for expression, key_range in searches for parameter in (expression, *key_range)]
    cursor.execute(f"SELECT {', '.join([call] * len(searches))}", parameters)
    return [keys or [] for keys in cursor.fetchone()]


def count_each(cursor, expressions):
    """Number of documents that satisfy each of some expressions."""
    number = f"coalesce(cardinality(search_find(%s, 0, {MAX_KEY})), 0)"
    cursor.execute(f"SELECT {', '.join([number] * len(expressions))}", expressions)
    return cursor.fetchone()


def titles_of(cursor, keys):
    """The stems of the titles of documents: (key, one string)."""
    cursor.execute("SELECT id, stems[1] FROM search_words WHERE id = ANY(%s)", [list(keys)])
    return cursor.fetchall()


def stems_of(cursor, keys, *, body):
    """The stems of documents: (key, [title, names, summary, body]), each as one string; the body only on request."""
    body_column = "body" if body else "''"
    cursor.execute(f"SELECT id, stems, {body_column} FROM search_words WHERE id = ANY(%s)", [list(keys)])  # noqa: S608
    return [(key, [*stems, long]) for key, stems, long in cursor.fetchall()]
