"""The lines of an import: read one by one, and a broken one is named with its file, its number and what is wrong."""

import json

import pytest

from bench.importing.lines import BrokenLine, Lines
from tests.support.benchmark_lines import line, lines


def without(field):
    return {name: value for name, value in line(3).items() if name != field}


@pytest.mark.parametrize(
    ("third", "problem"),
    [
        ("{", "dit is geen leesbare JSON"),
        ("[" * 100_000, "dit is geen leesbare JSON"),
        ("[]", "hier hoort een record met velden te staan"),
        ("", "dit is geen leesbare JSON"),
        (without("title"), "het veld title ontbreekt"),
        (line(3, year="2021"), "het veld year ontbreekt of is van een andere soort"),
        (line(True), "het veld id"),
        (line(3, slug="taalcoach-4"), "het adres"),
        (line(3, slug="Taal coach-3"), "het adres"),
        (line(2), "het nummer (id) is niet hoger"),
        (line(-3), "het nummer (id) klopt niet"),
        (line(3, themes=["sport"]), "het thema ‘sport’ kennen wij niet"),
        (line(3, themes=[]), "de titel of het thema ontbreekt"),
        (line(3, title=" "), "de titel of het thema ontbreekt"),
        (line(3, status="bezig"), "de status ‘bezig’ kennen wij niet"),
        (line(3, tags=["a", "a"]), "de lijst in het veld tags"),
        (line(3, target_groups=[7]), "de lijst in het veld target_groups"),
        (line(3, municipality="?"), "de naam van de gemeente"),
        (line(3, published="2024-13-01"), "de datum"),
        (line(3, year=99_999), "het jaar"),
        (json.dumps(line(3, body="\0")), "een teken in dat wij niet kunnen bewaren"),
        (json.dumps(line(3, tags=["\ud800"])), "een teken in dat wij niet kunnen bewaren"),
    ],
)
def test_a_broken_line_is_named(tmp_path, third, problem):
    reader = iter(Lines(lines(tmp_path, line(1), line(2), third, line(4))))

    assert [next(reader).id, next(reader).id] == [1, 2]
    with pytest.raises(BrokenLine) as error:
        next(reader)
    assert str(error.value).startswith("proef.jsonl, regel 3: ")
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


def test_a_line_in_another_encoding(tmp_path):
    path = tmp_path / "proef.jsonl"
    path.write_bytes(json.dumps(line(1, title="Súdwest"), ensure_ascii=False).encode("latin-1"))

    with pytest.raises(BrokenLine, match=r"proef.jsonl, regel 1: dit is geen leesbare JSON"):
        list(Lines(path))


def test_what_was_imported_before_is_skipped(tmp_path):
    reader = Lines(lines(tmp_path, *map(line, range(1, 5))), after=2)

    assert [(record.id, round(reader.share, 2)) for record in reader] == [(3, 0.75), (4, 1.0)]
