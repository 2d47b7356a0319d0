"""Whether a text of ours has a passage of a source in it, word for word."""

from search.analysis import words

MIN_WORDS = 8


def literal_passage(text, source):
    """The first words that a text has in common with a source, eight or more in the same order; "" when there are none.

    Capitals, accents and punctuation make no difference.
    """
    ours, theirs = words(text), words(source)
    runs = {tuple(theirs[start : start + MIN_WORDS]) for start in range(len(theirs) - MIN_WORDS + 1)}
    starts = [start for start in range(len(ours) - MIN_WORDS + 1) if tuple(ours[start : start + MIN_WORDS]) in runs]
    if not starts:
        return ""
    end = starts[0] + MIN_WORDS
    while end - MIN_WORDS + 1 in starts:
        end += 1
    return " ".join(ours[starts[0] : end])
