"""What contradicts itself in a framework is reported, on saving it and by `load_content --check`."""

import pytest
from django.core.management import call_command

from tests.support import make
from themes.frameworks.checks import framework_errors
from themes.models import Framework
from themes.standing import Status

pytestmark = pytest.mark.django_db
GOOD = {"municipal_task": "Geen taak.", "status_as_of": "2026-10-02"}


def errors(**fields):
    fields = {**GOOD, "newest_source": make.publication(), **fields}
    return " ".join(framework_errors(make.framework(**fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"status_as_of": ""},
        {"status": Status.ADOPTED, "adopted_on": "2025-11-11", "valid_from": "2027-01-01", "enforced_from": "2028"},
        {"status": Status.IN_FORCE, "valid_until": "2028-03-04"},
        {"status": Status.IN_FORCE, "valid_until": "2026-06", "status_as_of": "2024-05-22"},
        {"status": Status.ENDING, "end_announced": True, "valid_until": "2028"},
        {"status": Status.REPEALED, "valid_until": "2024-12-31", "status_as_of": "2025"},
        {"status": Status.ANNOUNCED, "valid_from": "2027-03-05"},
        {"status": Status.WITHDRAWN},
        {"adopted_on": "2026", "valid_from": "2026-07-01"},
    ],
)
def test_what_is_right(fields):
    assert errors(**fields) == ""


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": Status.ADOPTED, "valid_from": "2026-07-01"}, "op 2 oktober 2026 was de stand ‘van kracht’"),
        ({"status": Status.IN_FORCE, "valid_from": "2027"}, "was de stand ‘aangenomen’"),
        ({"status": Status.IN_FORCE, "valid_until": "2025"}, "was de stand ‘vervallen of gestopt’"),
        ({"status": Status.REPEALED, "valid_until": "2027"}, "was de stand ‘van kracht’"),
        ({"status": Status.REPEALED, "end_announced": True}, "alleen aangekondigd"),
        ({"status": Status.CHANGED}, "Kies een andere stand"),
        ({"status": Status.BILL, "valid_from": "2025"}, "al aangenomen of van kracht"),
        ({"status": Status.BILL, "adopted_on": "2025"}, "al aangenomen of van kracht"),
        ({"status": Status.REJECTED, "valid_from": "2030"}, "al aangenomen of van kracht"),
        ({"valid_until": "2028", "newest_source": None}, "einddatum, maar geen nieuwste bron"),
        ({"confirmation": "derde", "newest_source": None}, "de nieuwste bron ontbreekt"),
        ({"municipal_task": ""}, "niet bij wat dit van gemeenten vraagt"),
        ({"adopted_on": "2026-02", "valid_from": "2026-01-01"}, "‘aangenomen op’ ligt na ‘geldt vanaf’"),
        ({"adopted_on": "2026-02", "valid_until": "2026-01"}, "‘aangenomen op’ ligt na ‘geldt tot en met’"),
    ],
)
def test_what_is_wrong(fields, sentence):
    assert sentence in errors(**fields)


def test_the_check_of_the_files_reports_it(content, capsys):
    call_command("load_content", check=True)
    assert "to mend: JUR" not in capsys.readouterr().out

    Framework.objects.filter(code="JUR-15").update(status=Status.BILL)
    call_command("load_content", check=True)
    assert "to mend: JUR-15: De stand is ‘wetsvoorstel’" in capsys.readouterr().out


def test_no_framework_says_what_nobody_knows(content):
    """A rule that only a third party confirms says so, and none has the state that says nothing."""
    third = Framework.objects.filter(confirmation=Framework.Confirmation.THIRD_PARTY)

    assert {"JUR-03", "JUR-05", "JUR-15", "JUR-33", "JUR-37"} <= set(third.values_list("code", flat=True))
    assert not Framework.objects.filter(status=Status.CHANGED)
    assert Framework.objects.get(code="JUR-08").status_today == Status.UNKNOWN
    assert not [rule for rule in Framework.objects.ended() if rule.code in {"JUR-01", "JUR-02", "JUR-44"}]
