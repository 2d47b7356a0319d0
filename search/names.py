"""Records by a name as a whole."""

from django.db import connection

from .analysis import stem_key
from .backends import engine
from .lexicon import lexicon


def find_names(names, kind):
    """The keys of the records of a kind that have one of some names as a whole: all its words, in order, inflected."""
    lexicon()  # makes the index whole
    phrases = sorted({stem_key(name) for name in names} - {()})
    if not phrases:
        return []
    with connection.cursor() as cursor:
        return engine().find(cursor, engine().any_of(list(map(engine().phrase, phrases))), kind.key_range)
