"""How fresh an initiative is: the words for each age, what its status may still say, and what contradicts what."""

from datetime import date

import pytest

from initiatives.ages import age_in_words
from initiatives.choices import InitiativeStatus as Status
from initiatives.freshness import PAST_END, STATUSES, Freshness, Group, Kind
from initiatives.models import Initiative

TODAY = date(2026, 11, 29)
UNDATED = {"as_of_text": "ongedateerd, niet eerder dan 2022"}


def freshness(day=TODAY, **fields):
    """The freshness of an initiative that runs, unless the fields say otherwise; no database is needed."""
    return Freshness(Initiative(**({"status": Status.RUNNING} | fields)), day)


def kinds(**fields):
    return [contradiction.kind for contradiction in freshness(**fields).contradictions]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", ""),
        ("2026", "dit jaar"),
        ("2025", "vorig jaar"),
        ("2022", "4 jaar geleden"),
        ("2026-11", "deze maand"),
        ("2026-11-29", "deze maand"),
        ("2026-10", "een maand geleden"),
        ("2026-10-30", "minder dan een maand geleden"),
        ("2026-10-29", "een maand geleden"),
        ("2026-08", "3 maanden geleden"),
        ("2025-12", "11 maanden geleden"),
        ("2025-11", "1 jaar geleden"),
        ("2025-11-30", "11 maanden geleden"),
        ("2024-10", "ruim 2 jaar geleden"),
        ("2022-12", "bijna 4 jaar geleden"),
        ("2024-02-29", "bijna 3 jaar geleden"),
        ("2026-12", "ligt nog in de toekomst"),
        ("2026-11-30", "ligt nog in de toekomst"),
        ("2027", "ligt nog in de toekomst"),
    ],
)
def test_an_age_is_in_words_as_precise_as_the_date(value, words):
    assert age_in_words(value, TODAY) == words


@pytest.mark.parametrize(
    ("fields", "stand"),
    [
        ({}, "onbekend"),
        ({"as_of": "2022-12"}, "december 2022, bijna 4 jaar geleden"),
        ({"as_of": "2025", "as_of_text": "eind 2025"}, "eind 2025, vorig jaar"),
        (
            {"as_of": "2022", "as_of_text": "ongedateerd, niet eerder dan 2022"},
            "ongedateerd, niet eerder dan 2022, hoogstens 5 jaar geleden",
        ),
        (
            {"as_of": "2026-11", "as_of_text": "niet eerder dan nu"},
            "niet eerder dan nu, hoogstens 1 jaar geleden",
        ),
    ],
)
def test_the_stand_has_the_words_of_the_source(fields, stand):
    assert freshness(**fields).as_of_with_age == stand


def test_we_know_only_what_somebody_checked():
    checked = {"as_of": "2025-07", "checked_on": date(2026, 10, 1)}

    assert freshness(as_of="2025-07").statement == "Volgens de bron was dit zo op de peildatum (juli 2025)."
    assert freshness(as_of_text="eind 2025").statement == "Volgens de bron was dit zo op de peildatum (eind 2025)."
    assert freshness(as_of="2022", **UNDATED).statement == "De bron heeft geen datum (niet eerder dan 2022)."
    assert freshness().statement == "Wij weten niet van welke datum dit is."
    assert freshness(**checked).statement == "Wij weten dat dit klopte op 1 oktober 2026: toen keek de redactie het na."
    assert freshness(**checked).checked == "Gecontroleerd op 1 oktober 2026 door de redactie"
    assert freshness(**checked, checked_by_municipality=True).checked.endswith("door de gemeente")
    assert freshness(as_of="2025-07").checked == ""


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"end_year": 2026}, "Lopend"),
        ({"end_year": 2024}, "Liep tot en met 2024, daarna niet nagekeken"),
        ({"end_year": 2024, "status": Status.PILOT}, "Liep tot en met 2024, daarna niet nagekeken"),
        ({"end_year": 2024, "status": Status.UNKNOWN}, "Liep tot en met 2024, daarna niet nagekeken"),
        ({"end_year": 2026, "end_date": "2026-06"}, "Liep tot en met 2026, daarna niet nagekeken"),
        ({"end_year": 2026, "end_date": "2026-11-29"}, "Lopend"),
        ({"end_year": 20255}, "Lopend"),  # a slip
        ({"end_year": 2024, "status": Status.ADOPTED}, "Gold tot en met 2024, daarna niet nagekeken"),
        ({"end_year": 2024, "status": Status.STOPPED}, "Gestopt"),
        ({"end_year": 2024, "status": Status.FINISHED}, "Afgerond"),
        ({"end_year": 2024, "checked_on": date(2025, 1, 1)}, "Lopend"),
        (
            {"end_year": 2024, "checked_on": date(2024, 12, 31)},
            "Liep tot en met 2024, daarna niet nagekeken",
        ),
        ({"status": Status.PREPARING, "as_of": "2026-01-31"}, "In voorbereiding"),
        (
            {"status": Status.PREPARING, "as_of": "2024-02-29"},
            "Was in voorbereiding in 2024, daarna niet nagekeken",
        ),
        (
            {"status": Status.PREPARING, "as_of": "2023", "end_year": 2024},
            "Was in voorbereiding tot en met 2024, daarna niet nagekeken",
        ),
        ({"status": Status.BUILDING, "as_of": "2024"}, "Was in aanbouw in 2024, daarna niet nagekeken"),
        ({"status": Status.PREPARING, "as_of": "2023", "checked_on": date(2026, 1, 1)}, "In voorbereiding"),
        ({"status": Status.PREPARING}, "In voorbereiding"),
        ({"status": ""}, ""),
    ],
)
def test_a_status_never_runs_past_its_own_end(fields, label):
    assert freshness(**fields).status_label == label
    assert (freshness(**fields).status == "termijn-voorbij") is ("daarna niet nagekeken" in label)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"as_of": "2023-11-29"}, []),
        ({"as_of": "2023-11-28"}, [Kind.OLD]),
        ({"as_of": "2023"}, []),
        ({"as_of": "2022"}, [Kind.OLD]),
        ({"as_of": "2022", "checked_on": date(2024, 1, 1)}, []),
        ({"as_of": "2022", "checked_on": date(2023, 1, 1)}, [Kind.OLD]),
        ({"as_of": "2022", "status": Status.STOPPED}, []),
        ({"as_of": "2022", **UNDATED}, []),
        ({"as_of": "2022", **UNDATED, "status": Status.BUILDING}, []),
        ({"as_of": "2022", **UNDATED, "checked_on": date(2023, 1, 1)}, [Kind.OLD]),
        ({"as_of": "2022", "status": Status.UNKNOWN}, []),
        ({}, []),
        ({"as_of": "2022", "end_year": 2024}, [Kind.END]),
        ({"as_of": "2025-10", "status": Status.BUILDING}, [Kind.OLD]),
    ],
)
def test_only_what_goes_on_contradicts_its_dates(fields, expected):
    assert kinds(**fields) == expected


def test_a_contradiction_says_what_contradicts_what():
    record = Initiative(status=Status.RUNNING, end_year=2024, end_date="2024-05")
    record.ended_rule, record.dead_source = "De regeling", "Het bericht"

    assert [contradiction.sentence for contradiction in Freshness(record, TODAY).contradictions] == [
        "De status is ‘Lopend’, maar het einde (mei 2024) is voorbij.",
        "De status is ‘Lopend’, maar de regel ‘De regeling’ waar dit mee samenhangt, geldt niet meer.",
        "Dit voorbeeld steunt op de bron ‘Het bericht’, maar die is niet meer te openen.",
    ]
    assert freshness(as_of="2022-12").contradictions[0].sentence == (
        "De status is ‘Lopend’, maar het laatste wat wij weten is van december 2022, bijna 4 jaar geleden."
    )


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"as_of": "2025-11-30"}, Group.YOUNG),
        ({"as_of": "2025-11-29"}, Group.MIDDLE),
        ({"as_of": "2023-11-29"}, Group.MIDDLE),
        ({"as_of": "2023-11-28"}, Group.OLD),
        ({"as_of": "2022", "checked_on": date(2026, 11, 1)}, Group.YOUNG),
        ({"as_of": "2025"}, Group.MIDDLE),
        ({"as_of": "2023"}, Group.OLD),
        ({"as_of": "2022", **UNDATED}, Group.UNKNOWN),
        ({}, Group.UNKNOWN),
    ],
)
def test_each_has_one_group_by_its_age(fields, group):
    groups = list(freshness(**fields, status=Status.STOPPED).groups)

    assert groups == [group, *([Group.CHECKED] if "checked_on" in fields else [])]


@pytest.mark.parametrize(
    ("fields", "is_foretold"),
    [
        ({"end_year": 2024, "as_of": "2023-09-29"}, True),
        ({"end_year": 2024, "end_date": "2024-03", "as_of": "2023", "status": Status.UNKNOWN}, True),
        ({"end_year": 2030, "as_of": "2024-05"}, True),
        ({"end_year": 2022, "as_of": "2022-12"}, False),
        ({"end_year": 2024, "as_of": "2023", "checked_on": date(2025, 1, 1)}, False),
        ({"end_year": 2024, "as_of": "2023", "status": Status.FINISHED}, False),
        ({"end_year": 2024}, False),
        ({"as_of": "2023"}, False),
    ],
)
def test_an_end_after_the_last_that_is_known_is_foretold(fields, is_foretold):
    assert freshness(**fields).is_end_foretold is is_foretold


def test_one_thing_has_one_name():
    assert STATUSES[PAST_END] == Kind.END.label
