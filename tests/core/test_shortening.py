"""A long text is cut at the end of a sentence, and its mark-up stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markdown import plain_text, render
from core.shortening import MIN_REMAINDER, count_fitting, opening, shorten, size

LONG = "Dit is een lange zin, die er alleen staat om de tekst zo lang te maken dat er genoeg te verbergen valt. "


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Een zin. Nog een zin.", 100, "Een zin. Nog een zin."),
        ("Een zin. Nog een zin.", 15, "Een zin."),
        ("Een zin? ‘Ja.’ Nog een zin.", 18, "Een zin? ‘Ja.’"),
        ("Kost ca. 300 euro. Nog een zin.", 20, "Kost ca. 300 euro."),
        ("In o.a. Utrecht en Ede. Meer niet.", 25, "In o.a. Utrecht en Ede."),
        ("Door J. Jansen en dr. De Vries bedacht.", 30, "Door J. Jansen en dr. De …"),
        ("Kost 1.500 euro per jaar. En meer.", 28, "Kost 1.500 euro per jaar."),
        ("Geen enkele punt in deze tekst", 15, "Geen enkele …"),
        ("Een kop\n\nDaarna een zin. Nog een.", 130, "Een kop\n\nDaarna een zin. Nog een."[:7]),
        ("- een\n- twee\n- drie", 130, "- een\n- twee"),
        ("a" * 50, 20, "a" * 18 + " …"),
        ("", 20, ""),
    ],
)
def test_cut_at_a_sentence(text, limit, shown):
    assert shorten(text, limit) == (shown, shown != text)


def test_a_cut_never_breaks_the_mark_up():
    text = "Een zin. **Vet begint. Vet eindigt.** Nog een zin. En nog een."

    assert shorten(text, 25).text == "Een zin."
    assert shorten(text, 40).text == "Een zin. **Vet begint. Vet eindigt.**"
    assert shorten("Een zin. Zie [de site. Nu](https://a.example). Klaar.", 30).text == "Een zin."


@given(st.text(alphabet="abc .\n-*_[]()#>1é…", max_size=300), st.integers(10, 200))
def test_what_is_shown_fits_and_is_the_beginning(text, limit):
    shown = shorten(text, limit)

    assert size(shown.text) <= max(limit, 2)
    assert shown.is_cut is (size(text.strip()) > limit)
    if not shown.text.endswith(" …"):
        assert plain_text(text.strip()).startswith(plain_text(shown.text))


@given(st.text(alphabet="abc. \n-*_#>1A", max_size=400))
def test_nothing_is_lost_after_the_opening(text):
    beginning, remainder = opening(text)

    assert plain_text(beginning) + plain_text(remainder) == plain_text(text.strip())


def test_the_opening_is_two_sentences():
    text = f"Een. Twee. {LONG * 2}"

    assert opening(text) == ("Een. Twee.", (LONG * 2).strip())
    assert opening("Een. Twee. Drie.") == ("Een. Twee. Drie.", "")
    assert len(LONG) > MIN_REMAINDER


def test_the_opening_is_at_most_a_paragraph():
    assert opening(f"Een zin\n\n{LONG * 2}") == ("Een zin", (LONG * 2).strip())
    assert opening(f"- een\n- twee. Drie. {LONG}") == (f"- een\n- twee. Drie. {LONG.strip()}", "")
    assert opening(f"**Een. Twee. {LONG.strip()}**")[1] == ""
    assert "<strong>" in render(opening(f"**Een. Twee. {LONG.strip()}**")[0])


def test_as_many_as_fit():
    assert count_fitting(["abc", "def", "ghi"], 7) == 2
    assert count_fitting(["abc", "x" * 9, "y"], 7) == 1
    assert count_fitting([], 7) == 0
