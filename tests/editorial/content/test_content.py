"""The content is all there, every number has its source, and the traps of the domain are avoided."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.models import Count

from core.records import State
from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from initiatives.models import Bundle, Initiative, MarketEdition, Result, Stand
from municipalities.models import Consultation, Municipality, Place, Province, TypeAssignment
from sources.models import Organisation, Publication
from tests.support.content_files import all_unchanged
from themes.models import Ask, Bottleneck, Concept, Framework, KeyFigure, Statement, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]


def initiative(code):
    return Initiative.objects.get(code=code)


@pytest.mark.parametrize(
    ("model", "number"),
    [
        (Province, 12),
        (Municipality, 342),
        (Concept, 130 + 19),
        (Place, 1355),
        (Bottleneck, 47 + 1),
        (Ask, 41 + 4),
        (Framework, 32 + 13),
        (Statement, 17 + 1),
        (KeyFigure, 7),
        (Initiative, 38 + 91),
        (MarketEdition, 1),
        (Bundle, 6),
    ],
)
def test_every_record_is_there(model, number):
    assert model.objects.count() == number


def test_the_38_records_of_the_sources_are_four_groups():
    of_sources = Initiative.objects.filter(code__regex="^(INI|VST|BUI)")
    named = of_sources.filter(code__startswith="INI", municipalities__isnull=False).distinct()

    assert named.count() == 10
    assert of_sources.filter(code__startswith="INI").count() == 20
    assert of_sources.filter(kind=InitiativeKind.PROPOSAL).count() == 9
    assert of_sources.filter(kind=InitiativeKind.FOREIGN).count() == 9


def test_collections():
    assert Initiative.objects.filter(code__startswith="OPV").count() == 44
    assert Initiative.objects.filter(code__startswith="SAM").count() == 47
    assert (
        Result.objects.filter(initiative__code__regex="^(OPV|SAM)").count() == 110
    )  # 13 were about something else, 2 lost their source


def test_publications():
    codes = set(Publication.objects.values_list("code", flat=True))

    assert {code for code in codes if re.fullmatch(r"S\d", code)} == {"S0", "S1", "S2", "S3", "S4"}
    assert len([code for code in codes if code.startswith("PUB-")]) == 38


def test_themes_are_six_and_four_that_cut_across():
    main = Theme.objects.published().main()

    assert [theme.code for theme in main.filter(cross_cutting=False)] == ["T1", "T2", "T3", "T4", "T5", "T6"]
    assert [theme.code for theme in main.filter(cross_cutting=True)] == ["T7", "T8", "T9", "T10"]


def test_who_was_interviewed():
    interviewed = {
        consultation.publication.code: set(consultation.municipalities.values_list("code", flat=True))
        for consultation in Consultation.objects.all()
    }

    assert len(interviewed["S1"]) == 9
    assert len(interviewed["S0"]) == 14
    assert len(interviewed["S0"] & interviewed["S1"]) == 6
    assert len(interviewed["S0"] | interviewed["S1"]) == 17


def test_only_the_source_assigns_municipality_types():
    assigned = TypeAssignment.objects.filter(publication__code="S2").values_list("municipality__name", flat=True)

    assert TypeAssignment.objects.count() == 8
    assert set(assigned) == {
        "Amsterdam",
        "Rotterdam",
        "Den Haag",
        "Westland",
        "Horst aan de Maas",
        "Midden-Delfland",
        "Amstelveen",
        "Veldhoven",
    }


def test_every_public_record_has_a_source():
    assert not Initiative.objects.published().annotate(n=Count("citations")).filter(n=0)
    assert not Bottleneck.objects.published().annotate(n=Count("mentions")).filter(n=0)
    assert not Framework.objects.published().annotate(n=Count("citations")).filter(n=0)
    assert not Concept.objects.published().annotate(n=Count("sources")).filter(n=0)
    assert not Theme.objects.published().annotate(n=Count("sources")).filter(n=0)
    assert not Organisation.objects.published().annotate(n=Count("mentioned_in")).filter(n=0)


def test_every_number_is_explained():
    for result in Result.objects.all():
        assert all([result.value, result.unit, result.definition, result.period, result.publication_id]), result.pk


def test_a_result_cites_a_source_of_its_own_initiative():
    for result in Result.objects.select_related("initiative"):
        assert result.initiative.citations.filter(publication=result.publication_id).exists(), result


def test_trap_1_72_percent_is_not_a_job(client):
    result = initiative("INI-01").results.get(value="72%")
    page = client.get("/initiatieven/asielzoekers-aan-het-werk/").text

    assert "concrete stap" in result.definition
    assert page.index("72%") < page.index("concrete stap naar werk", page.index("72%")) < page.index("72%") + 300
    assert initiative("INI-01").results.filter(value="83", denominator__startswith="233").count() == 2


def test_trap_2_unnamed_municipalities_stay_unnamed():
    course = initiative("INI-11")

    assert not course.municipalities.exists()
    assert course.unnamed_count == 3
    assert course.unnamed_province.name == "Limburg"


def test_trap_3_two_instruments_and_three_initiatives():
    def codes(name):
        own = Initiative.objects.filter(municipalities__name=name, code__startswith="INI")
        return set(own.values_list("code", flat=True))

    assert codes("Horst aan de Maas") == {"INI-07", "INI-08"}
    assert codes("Amstelveen") == {"INI-02", "INI-03", "INI-04"}


def test_trap_4_one_facility_two_states():
    history = initiative("INI-17").status_history.values_list("status", "as_of")

    assert initiative("INI-17").status == InitiativeStatus.STOPPED
    assert list(history) == [("pilot", "2021"), ("gestopt", "2025")]


def test_trap_5_the_ban_on_priority_never_became_law():
    assert Framework.objects.get(code="JUR-03").status == Framework.Status.WITHDRAWN
    assert Framework.objects.get(code="JUR-04").valid_from == "2017-07-01"


def test_trap_6_proposals_are_not_projects(client):
    proposals = Initiative.objects.published().filter(kind=InitiativeKind.PROPOSAL)

    assert {proposal.status for proposal in proposals} == {InitiativeStatus.PROPOSED}
    assert {proposal.evidence for proposal in proposals} == {Evidence.NOT_ASSESSED}
    assert "Dit is een voorstel" in client.get(proposals[0].get_absolute_url()).text


def test_trap_7_temporary_protection_ends(client):
    directive = Framework.objects.get(code="JUR-05")
    leaning = Initiative.objects.published().filter(frameworks=directive).first()

    assert directive.valid_until == "2028-03-04"
    assert "4 maart 2028" in client.get(leaning.get_absolute_url()).text


def test_traps_8_and_9_no_comments_and_no_personal_addresses():
    files = "".join(path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "fixtures").iterdir())

    assert "@" not in files
    assert "Vergeer" not in files
    for figure in ["355 gemeenten", "20 mln", "7.500"]:
        assert figure not in files


def test_trap_10_private_links_have_no_address():
    private = Publication.objects.filter(link_state=Publication.LinkState.PRIVATE)

    assert {publication.code for publication in private} == {"PUB-07", "PUB-16"}
    assert {publication.url for publication in private} == {""}


def test_trap_11_the_letter_has_the_date_of_this_version():
    letter = Publication.objects.get(code="S4")

    assert letter.date == "2021-12-09"
    assert "maart 2021" in letter.note


def test_trap_12_one_council_two_names():
    council = Organisation.objects.get(slug="adviesraad-migratie")

    assert "ACVZ" in council.other_names
    assert not Organisation.objects.filter(name__contains="Adviescommissie").exists()


def test_trap_13_den_haag_is_found_by_both_names(client):
    municipality = Municipality.objects.get(code="GM0518")

    def found(query):
        return {card.key for card in client.get("/initiatieven/", {"q": query}).context["page"]}

    assert (municipality.name, municipality.official_name) == ("Den Haag", "'s-Gravenhage")
    initiatives_there = set(municipality.initiatives.published().values_list("pk", flat=True))
    assert initiatives_there
    assert initiatives_there <= found("'s-Gravenhage")
    assert initiatives_there <= found("den haag")


def test_trap_14_who_said_it():
    persons = list(Statement.objects.values_list("person", flat=True))

    assert persons.count("Frans Bastiaens") == 2
    assert persons.count("Adam Elzakalai") == 2
    assert not Statement.objects.filter(municipality__name="Amsterdam").exists()


def test_trap_15_discouraged_words_are_not_preferred():
    terms = " ".join(Concept.objects.values_list("term", flat=True)).lower()

    assert "moe-lander" not in terms
    assert "illega" not in terms


def test_trap_16_no_images_of_others():
    """Only those that tests/draw_images.py draws from our own colours and tiles."""
    pictures = {path.name for path in (settings.BASE_DIR / "static").rglob("*") if path.suffix in {".jpg", ".png"}}

    assert pictures == {"social.png", "apple-touch-icon.png"}


def test_what_nobody_checked_is_not_public():
    files = "".join(path.read_text(encoding="utf-8") for path in (settings.BASE_DIR / "fixtures").iterdir())
    drafts = set(Concept.objects.exclude(state=State.PUBLISHED).values_list("term", flat=True))

    assert "[mem]" not in files
    assert drafts == {"seizoenarbeider", "uitgeprocedeerde asielzoeker", "noodopvang", "particuliere opvang"}
    assert initiative("SAM-01").state == State.DRAFT
    assert Concept.objects.get(slug="bed-bad-brood").abbreviation == ""


def test_as_of_unknown_says_so(client):
    page = client.get(initiative("OPV-43").get_absolute_url()).text

    assert "Stand: onbekend" in page
    assert "Wij weten niet van welke datum dit is." in page


def test_an_address_with_a_name_is_a_link_but_not_text(client):
    hidden = Publication.objects.get(code="SAM-23.1")
    page = client.get(hidden.get_absolute_url()).text

    assert f'href="{hidden.url}"' in page
    assert page.count(hidden.url) == 1


def test_the_market_has_no_invented_programme():
    edition = MarketEdition.objects.get()

    assert edition.date.isoformat() == "2026-11-12"
    assert (edition.place, edition.programme, edition.look_back) == ("", "", "")
    assert not Stand.objects.exists()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("thema=werk&gemeente=amstelveen", {"INI-02", "INI-03"}),
        ("land=canada", {"BUI-01", "BUI-04", "BUI-05", "BUI-09"}),
    ],
)
def test_the_finder_answers_the_oracles(client, query, codes):
    page = client.get(f"/initiatieven/?{query}")

    keys = [card.key for card in page.context["page"]]
    assert set(Initiative.objects.filter(pk__in=keys).values_list("code", flat=True)) == codes


def test_nine_proposals(client):
    assert client.get("/initiatieven/?status=voorstel").context["total"] == 9


def test_loading_again_changes_nothing(capsys):
    before = list(Initiative.objects.order_by("pk").values_list("updated_at", flat=True))
    call_command("load_content")

    assert capsys.readouterr().out.strip() == all_unchanged()
    assert list(Initiative.objects.order_by("pk").values_list("updated_at", flat=True)) == before
