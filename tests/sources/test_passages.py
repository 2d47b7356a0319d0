"""Passages that a text of ours has in common with a source."""

import pytest

from sources.passages import literal_passage

SOURCE = "De gemeente wil een eigen werkvoorziening voor ontwikkeling en ontmoeting, gericht op ieders talent."


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (SOURCE, "de gemeente wil een eigen werkvoorziening voor ontwikkeling en ontmoeting gericht op ieders talent"),
        ("Zo: een EIGEN werkvoorziening, voor ontwikkeling en ontmoeting.", ""),
        (
            "Er komt een eigen werkvoorziening voor ontwikkeling en ontmoeting, gericht op werk.",
            "een eigen werkvoorziening voor ontwikkeling en ontmoeting gericht op",
        ),
        ("Een plek waar mensen zich ontwikkelen en elkaar ontmoeten.", ""),
        ("", ""),
    ],
)
def test_eight_words_or_more(text, passage):
    assert literal_passage(text, SOURCE) == passage
