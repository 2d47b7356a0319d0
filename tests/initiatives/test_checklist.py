"""Every rule of the checklist before publishing: what it finds, and what it leaves alone."""

import datetime
import re

import pytest
from django.conf import settings

from core.publishing import publish_errors
from core.records import State
from initiatives.checklist import language, markup
from initiatives.checklist.findings import Level
from initiatives.checklist.rules import run_checklist
from initiatives.models import Initiative
from tests.support import make

WORDS = "woord " * 24

MARKUP = [
    (Level.BLOCK, "lege tussenkop", "#\n\nTekst.", "# Kop\n\nTekst."),
    (Level.BLOCK, "eerste tussenkop met één #", "## Kop\n\nTekst.", "# Kop\n\n## Kop\n\nTekst."),
    (Level.BLOCK, "waar die heen gaat", "Zie [klik hier](https://a.nl).", "Zie [het plan](https://a.nl)."),
    (Level.BLOCK, "waar die heen gaat", "[Lees meer](https://a.nl)", "[Lees meer over taal](https://a.nl)"),
    (Level.BLOCK, "kale webadres", "Zie https://a.nl/pad.", "Zie [het plan](https://a.nl/pad)."),
    (Level.BLOCK, "kale webadres", "Zie <https://a.nl>.", "Mail de gemeente."),
    (Level.WARNING, "vette regel", "**Kosten**\n\nVeel.", "**Kosten** zijn hoog."),
    (Level.WARNING, "minder vet", f"Zo: **{WORDS.strip()}**, *{WORDS.strip()}*.", f"{WORDS}**vet**"),
    (Level.WARNING, "echte lijst", "• een\n• twee", "- een\n- twee"),
    (Level.WARNING, "echte lijst", "1)een\n2)twee", "1. een\n2. twee"),
    (Level.WARNING, "afbeelding", "![foto](https://a.nl/x.png)", "Een foto."),
    (Level.WARNING, "tabel", "| a | b |\n|---|---|", "a, b"),
    (Level.WARNING, "citaat", "> Het kan.", "> Het kan.\n\nAldus de wethouder."),
    (Level.WARNING, "hoofdletters", "Dit is GRATIS.", "Dit is gratis, zegt UNHCR."),
]
LANGUAGE = [
    ("hoogstens 25 woorden", f"Wij {WORDS}einde.", "Wij praten. Zij ook."),
    ("gemiddeld 20 woorden", f"{'woord ' * 19}een. {'Woord ' * 19}twee.", "Kort. Nog korter."),
    ("wie het doet", "Het plan wordt door de raad goedgekeurd en gemaakt.", "De raad maakt het plan."),
    ("‘maar’ dan ‘echter’", "Echter, het kan.", "Maar het kan."),
    ("tussenkop in deze lange tekst", "Kort woord. " * 101, "# Kop\n\n" + "Kort woord. " * 101),
    ("afkorting XYZ", "De XYZ helpt.", "De Xy Zet (XYZ) helpt. XYZ is klein."),
    ("afkorting XYZ", "De XYZ helpt.", "De UNHCR en het COA helpen."),
]


def sentences(look, text):
    return [(level, str(sentence)) for level, sentence in look(text, {"UNHCR", "COA"})]


@pytest.mark.parametrize(("level", "words", "bad", "good"), MARKUP)
def test_markup(level, words, bad, good):
    assert any(found == level and words in sentence for found, sentence in sentences(markup.check_markup, bad))
    assert not any(words in sentence for _level, sentence in sentences(markup.check_markup, good))


@pytest.mark.parametrize(("words", "bad", "good"), LANGUAGE)
def test_language_is_advice(words, bad, good):
    assert any(words in sentence for _level, sentence in sentences(language.check_language, bad))
    assert not any(words in sentence for _level, sentence in sentences(language.check_language, good))
    assert {level for level, _sentence in sentences(language.check_language, bad)} == {Level.ADVICE}


def found(**fields):
    """The (level, field) of what is found in a good initiative, apart from some fields."""
    good = {"as_of": "2026", "next_check": "2027-01-01", "municipalities": [make.municipality()]}
    made = make.initiative(**good | fields)
    made.refresh_from_db()
    return {(finding.level, finding.field) for finding in run_checklist(made)}


@pytest.mark.django_db
def test_a_good_initiative_has_nothing_to_look_at():
    assert found() == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level", "field", "fields"),
    [
        (Level.BLOCK, "citations", {"sources": []}),
        (Level.BLOCK, "summary", {"summary": ""}),
        (Level.BLOCK, "themes", {"themes": []}),
        (Level.BLOCK, "municipalities", {"municipalities": []}),
        (Level.BLOCK, "approach", {"approach": "Zie www.a.nl."}),
        (Level.WARNING, "as_of", {"as_of": ""}),
        (Level.WARNING, "next_check", {"next_check": None}),
        (Level.WARNING, "contact_email", {"contact_email": "p.jansen@gemeente.example"}),
        (Level.ADVICE, "results", {"lessons": "Van hen werkt 72% nu."}),
        (Level.ADVICE, "summary", {"summary": "Derhalve goed."}),
    ],
)
def test_facts(level, field, fields):
    assert found(**fields) == {(level, field)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("last_day", "warned"), [("2020-01-01", True), ("2026-12-31", True), ("2040-01-01", False), ("", False)]
)
def test_a_rule_that_ended_or_ends_soon(last_day, warned, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 11, 24))
    rule = make.framework(valid_until=last_day)

    assert ((Level.WARNING, "frameworks") in found(frameworks=[rule])) == warned


@pytest.mark.django_db
def test_what_is_hidden_is_not_spoken_of():
    rule = make.framework(valid_until="2020-01-01", state=State.DRAFT)

    assert found(frameworks=[rule]) == set()


def test_what_blocks_is_found_without_a_record():
    facts = {"state": State.PUBLISHED, "approach": "[hier](https://a.nl)"}

    assert {field for field, _sentence in publish_errors(Initiative, facts)} >= {"approach", "summary", "citations"}


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
def test_nothing_on_the_site_is_blocked():
    shown = Initiative.objects.published()

    assert len(shown) > 100
    assert {one.code for one in shown for finding in run_checklist(one) if finding.level == Level.BLOCK} == set()


def test_our_own_sentences_are_short():
    pages = [page.read_text() for page in (settings.BASE_DIR / "templates").rglob("*.html")]
    texts = [text for page in pages for text in re.findall(r'{% translate "([^"]+)"', page)]

    assert len(texts) > 100
    assert [sentence for text in texts for sentence in language.too_long(text)] == []
