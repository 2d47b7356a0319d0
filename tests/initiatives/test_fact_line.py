"""The line of facts in a list: no number stands alone, and what is not known is said once."""

import pytest

from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus, ResultKind
from initiatives.models import Initiative, Result
from tests.support import make
from tests.support.document import Document

FINDER = "/initiatieven/"
AGE = "lopend, dec 2022"


def result(kind, value, unit, definition="Wat er is geteld", denominator=""):
    return Result(kind=kind, value=value, unit=unit, definition=definition, denominator=denominator, period="2022")


def facts(*results, **fields):
    """The facts of an initiative that is in no database."""
    initiative = Initiative(pk=0, **{"status": InitiativeStatus.RUNNING, "kind": InitiativeKind.PROJECT, **fields})
    initiative._prefetched_objects_cache = {"results": list(results)}
    return initiative.facts


@pytest.mark.parametrize(
    ("results", "scale"),
    [
        ([(ResultKind.REACH, "80 tot 85", "bewoners")], "80 tot 85 bewoners"),
        ([(ResultKind.INPUT, "150", "bewoners")], "inzet: 150 bewoners"),
        ([(ResultKind.INPUT, "37", "chalets"), (ResultKind.REACH, "98", "personen")], "98 personen"),
        (
            [(ResultKind.REACH, "98", "personen"), (ResultKind.REACH, "40", "personen")],
            "98 personen (en 1 ander cijfer)",
        ),
        ([(ResultKind.INPUT, "minstens 500.000", "euro")], ""),
        (
            [
                (ResultKind.REACH, "83", "deelnemers", "met een training; de anderen niet", "233 deelnemers"),
                (ResultKind.REACH, "60", "bewoners"),
            ],
            "60 bewoners",
        ),
        (
            [(ResultKind.REACH, "97", "procent", "Aandeel dat meedeed. Volgens het WODC.", "bewoners van TuVo")],
            "97% van bewoners van TuVo: Aandeel dat meedeed",
        ),
        ([(ResultKind.REACTION, "65", "procent", "is positief", "omwonenden")], ""),
    ],
)
def test_the_scale_is_a_whole_before_a_share(results, scale):
    assert facts(*(result(*fields) for fields in results)).scale == scale


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        (
            ("83", "deelnemers", "deelnemers met betaald werk (36%)", "233 deelnemers"),
            "83 van 233 deelnemers: deelnemers met betaald werk (36%)",
        ),
        (("46", "bewoners", "werkten", "60 koppels"), "46 bewoners van 60 koppels: werkten"),
        (
            ("72%", "van de deelnemers", "met een baan óf een stap", "deelnemers; het aantal staat er niet bij"),
            "72% van de deelnemers: met een baan óf een stap",
        ),
        (("62", "procent van de mensen", "vond werk óf ging terug"), "62% van de mensen: vond werk óf ging terug"),
        (("18", "procent", "had een ‘oplossing’", "1.258 deelnemers"), "18% van 1.258 deelnemers: had een ‘oplossing’"),
        (("76 van 355", "personen", "gingen terug", "355 deelnemers"), "76 van 355 personen: gingen terug"),
        (("4", "deelnemers", "uit de uitkering", "veertien"), "4 deelnemers: uit de uitkering"),
        (("17", "deelnemers", "een heel lange omschrijving " * 6), "uitkomst: 1 cijfer op de pagina"),
    ],
)
def test_an_outcome_has_what_was_counted_and_never_half_of_it(fields, outcome):
    assert facts(result(ResultKind.OUTCOME, *fields)).outcome == outcome


def test_other_outcomes_are_counted():
    outcomes = [result(ResultKind.OUTCOME, value, "procent", "lukte", "10 mensen") for value in ("18", "41", "41")]

    assert facts(*outcomes).outcome == "18% van 10 mensen: lukte (en 2 andere cijfers)"


@pytest.mark.parametrize("whole", ["", "deelnemers; het aantal staat er niet bij", "veertien"])
def test_an_outcome_of_a_counted_whole_goes_first(whole):
    vague = result(ResultKind.OUTCOME, "72%", "van hen", "met een baan óf een stap", whole)
    counted = result(ResultKind.OUTCOME, "83", "deelnemers", "met betaald werk (36%)", "233 deelnemers")

    assert facts(vague, counted).outcome == "83 van 233 deelnemers: met betaald werk (36%) (en 1 ander cijfer)"
    assert facts(vague, vague).outcome.startswith("72%")


def test_what_is_not_known_is_said_once():
    reach, outcome = result(ResultKind.REACH, "9", "bewoners"), result(ResultKind.OUTCOME, "4", "mensen", "werken")
    all_known = facts(reach, outcome, cost_one_off="€ 900 in 2025")

    assert facts().unknown == "omvang, uitkomst en kosten niet bekend"
    assert facts(reach).unknown == "uitkomst en kosten niet bekend"
    assert facts(reach, outcome).unknown == "kosten niet bekend"
    assert all_known.unknown == ""


def test_the_line_has_scale_cost_outcome_and_age_with_words_beside_each_mark():
    reach = result(ResultKind.REACH, "85", "<mensen>")
    outcome = result(ResultKind.OUTCOME, "36", "procent", "aan het werk", "233 mensen")
    costs = {"band_yearly": CostBand.UNTIL_50K, "cost_one_off": "x" * 200}
    line = facts(reach, outcome, as_of="2022-12", evidence=Evidence.COUNTED, **costs).line
    marks = [mark.text for mark in Document(line).find("span", **{"class": "mark"})]

    assert Document(line).text.startswith(
        "85 <mensen> · eenmalig: zie de pagina · €€€€€ per jaar € 10.000 tot € 50.000 · "
        "36% van 233 mensen: aan het werk · ●●○○ onderbouwing: cijfers · lopend, dec 2022, "
    )
    assert len(marks) == line.count('aria-hidden="true"') == 2
    assert "<mensen>" not in line


@pytest.mark.django_db
class TestCards:
    @pytest.mark.parametrize(
        ("fields", "badge"),
        [
            ({"status": InitiativeStatus.STOPPED}, "Gestopt"),
            ({"status": InitiativeStatus.UNKNOWN}, "Status niet bekend"),
            ({"kind": InitiativeKind.PROPOSAL, "status": InitiativeStatus.PROPOSED}, "Voorstel in de bron"),
            ({"kind": InitiativeKind.FOREIGN, "country": "Canada"}, "Buitenlands voorbeeld"),
            ({"as_of": "2001"}, "Oude stand"),
            ({"end_year": 2001}, "Liep tot en met 2001, daarna niet nagekeken"),
        ],
    )
    def test_what_nobody_may_miss_is_a_badge(self, client, fields, badge):
        make.initiative(**fields)
        [card] = Document(client.get(FINDER).text).find("article")

        assert badge in [item.text for item in card.find("ul", **{"class": "badges"})[0].find("li")]

    def test_what_simply_runs_has_none(self, client):
        make.initiative(as_of="2026-01")
        [card] = Document(client.get(FINDER).text).find("article")

        assert not card.find("ul")
        assert "lopend, jan 2026" in card.text

    def test_a_result_without_a_published_source_is_not_told(self, client):
        initiative = make.initiative()
        fields = {"kind": ResultKind.REACH, "unit": "bewoners", "definition": "Wie er waren", "period": "2022"}
        initiative.results.create(value="111", publication=make.publication(), **fields)
        initiative.results.create(value="222", publication=make.publication(state="draft"), **fields)
        make.published(initiative)
        page = client.get(FINDER).text

        assert "111 bewoners · " in page
        assert "222" not in page

    @pytest.mark.parametrize("view", ["lijst", "tabel"])
    def test_cards_and_rows_have_the_same_ticks(self, client, view):
        make.initiative(code="INI-01", title="Een & ander")
        page = Document(client.get(f"{FINDER}?weergave={view}&lijst=INI-01").text)
        [tick] = [button for button in page.find("button") if button["aria-pressed"]]

        assert (tick["value"], tick["aria-label"], tick["aria-pressed"]) == (
            "INI-01",
            "Op uw lijst: Een & ander",
            "true",
        )
