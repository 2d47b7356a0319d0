"""The page of a rule: its official name, its state and whose word that is, and what it asks of municipalities."""

import pytest

from core.records import State
from tests.support import make
from tests.support.document import Document
from themes.models import Framework
from themes.standing import Status

pytestmark = pytest.mark.django_db
THIRD_PARTY = Framework.Confirmation.THIRD_PARTY
PLANNED = ["Begin volgens het plan 2018", "Handhaving volgens het plan 2019", "Einde volgens het plan {end}"]


def page_of(client, framework):
    return Document(client.get(framework.get_absolute_url()).text).text


def test_it_has_everything(client):
    law = make.framework(
        official_name="Wet op het voorbeeld",
        official_number="Kamerstuk 12 345",
        status=Status.ADOPTED,
        adopted_on="2025-11-11",
        valid_from="2999-01-01",
        enforced_from="2999-07",
        municipal_task="De gemeente let op.",
        newest_source=make.publication(title="De bron", publisher="Het blad"),
        confirmation=Framework.Confirmation.OFFICIAL,
        status_as_of="2026-10-02",
        last_checked="2026-11-01",
        checked_by=make.editor(username="geheime-naam"),
    )
    law.moments.create(date="2999-05-01", what="Bureaus melden zich aan.")
    text = page_of(client, law)

    for sentence in (
        "Wet op het voorbeeld",
        "Kamerstuk 12 345",
        "Wat dit van gemeenten vraagt De gemeente let op.",
        "Stand Aangenomen (stand van 2 oktober 2026)",
        "Aangenomen op 11 november 2025",
        "Gaat in op 1 januari 2999",
        "Gehandhaafd vanaf juli 2999",
        "1 mei 2999: Bureaus melden zich aan.",
        "De bron, Het blad. Gezien in een officiële tekst.",
        "Wij hebben geen bron na 2 oktober 2026.",
        "Laatst gecontroleerd 1 november 2026, door de redactie",
    ):
        assert sentence in text
    assert "geheime-naam" not in text


def test_a_law_of_which_the_day_has_come_is_in_force(client):
    text = page_of(client, make.framework(status=Status.ADOPTED, valid_from="2025-01-01", status_as_of="2024"))

    assert "Stand Van kracht (stand van 2024)" in text
    assert "Dit volgt uit de datums hieronder. In de bron stond: aangenomen." in text
    assert "Geldt vanaf 1 januari 2025" in text


@pytest.mark.parametrize(
    ("status", "end", "on_page", "in_list"),
    [
        (Status.BILL, "2020", PLANNED, "Einde volgens het plan: 2020"),
        (Status.ANNOUNCED, "2999", PLANNED, "Einde volgens het plan: 2999"),
        (Status.WITHDRAWN, "2020", PLANNED, ""),
        (Status.ADOPTED, "2999", ["Gehandhaafd vanaf 2019", "Geldt tot en met 2999"], "Geldt tot en met 2999"),
        (Status.IN_FORCE, "2020", ["Werd gehandhaafd vanaf 2019", "Gold tot en met 2020"], "Gold tot en met 2020"),
        (Status.IN_FORCE, "2999", ["Gehandhaafd vanaf 2019", "Geldt tot en met 2999"], "Geldt tot en met 2999"),
    ],
)
def test_the_dates_of_a_plan_are_those_of_the_plan(client, status, end, on_page, in_list):
    rule = make.framework(name="De regel", status=status, valid_from="2018", enforced_from="2019", valid_until=end)
    text = page_of(client, rule)
    theme = make.theme()
    theme.frameworks.set([rule])
    listed = Document(client.get(theme.get_absolute_url()).text).ids["kaders"].parent.text

    for part in on_page:
        assert f"{part.format(end=end)} " in text
    is_plan = on_page == PLANNED
    for word in ("eldt vanaf", "old vanaf", "ehandhaafd vanaf", "tot en met"):
        assert not is_plan or word not in text
    assert in_list in listed
    assert not is_plan or "tot en met" not in listed


def test_what_is_adopted_and_has_not_begun_will_hold(client):
    rule = make.framework(status=Status.ADOPTED, valid_from="2990", valid_until="2999")

    assert "Zal gelden tot en met 2999" in page_of(client, rule)
    assert "Gaat in op 2990" in page_of(client, rule)


def test_it_has_no_source_after_the_newest_that_it_names(client):
    rule = make.framework(status_as_of="2025", newest_source=make.publication(date="2026-01"))
    rule.citations.create(publication=make.publication(date="2026-02-23"))
    rule.citations.create(publication=make.publication(date="2026-05", state=State.DRAFT))
    rule.citations.create(publication=make.publication(date=""))

    assert "Wij hebben geen bron na 23 februari 2026." in page_of(client, rule)


def test_a_state_that_no_source_gives_is_not_said_to_be_of_a_source(client):
    old = {"status_as_of": "2024-05-22", "name": "De regel"}
    ended, unknown = make.framework(valid_until="2026-06", **old), make.framework(status=Status.UNKNOWN, **old)
    third = make.framework(status=Status.UNKNOWN, confirmation=THIRD_PARTY, **old)
    given = make.framework(**old)
    theme = make.theme()
    theme.frameworks.set([ended, unknown, third, given])
    listed = Document(client.get(theme.get_absolute_url()).text).ids["kaders"].parent.text
    table = Document(client.get("/kaders/").text).ids["tabel"].parent.text

    for text in (listed, table):
        assert "vervallen of gestopt (nieuwste bron: 22 mei 2024)" in text
        assert "stand niet bekend (nieuwste bron: 22 mei 2024)" in text
        assert text.count("(stand van 22 mei 2024)") == 1
    assert "stand niet bekend; nieuwste bron: een derde, 22 mei 2024; nog niet bevestigd" in listed


def test_what_only_a_third_party_says(client):
    source = make.publication(title="De monitor")
    rule = make.framework(newest_source=source, confirmation=THIRD_PARTY, status_as_of="2026-05-19")
    expected = "volgens De monitor, 19 mei 2026; nog niet bevestigd in een officiële bekendmaking"

    assert expected in page_of(client, rule)
    initiative = make.initiative(frameworks=[rule])
    assert expected in page_of(client, initiative)
    type(source).objects.filter(pk=source.pk).update(state=State.DRAFT)
    assert "De monitor" not in page_of(client, rule)
    assert "volgens een derde, 19 mei 2026" in page_of(client, rule)


@pytest.mark.parametrize("status", [Status.IN_FORCE, Status.ENDING])
@pytest.mark.parametrize("end", ["2020-12-31", "2999-12-31"])
def test_an_announced_end_never_warns(client, status, end):
    rule = make.framework(name="Regeling", status=status, valid_until=end, end_announced=True)
    initiative = make.initiative(frameworks=[rule])

    for address in (
        rule.get_absolute_url(),
        initiative.get_absolute_url(),
        f"{initiative.get_absolute_url()}raadspagina/",
        f"/initiatieven/vergelijken/?i={initiative.slug}&i={make.initiative().slug}",
        "/initiatieven/",
        "/kaders/",
    ):
        response = client.get(address, follow=True)
        text = Document(response.text).text.lower()
        for words in ("regel vervallen", "regel loopt af", "is vervallen", "deze regel loopt af", "let op"):
            assert words not in text, (address, words)
    assert "staat niet vast" in page_of(client, rule)


def test_a_bill_that_was_rejected_did_not_end(client):
    bill = make.framework(name="Voorstel", status=Status.REJECTED)
    initiative = make.initiative(frameworks=[bill])

    assert "Dit is geen regel geworden. Voorstel: verworpen." in page_of(client, bill)
    assert "vervallen" not in page_of(client, bill)
    assert "vervallen" not in page_of(client, initiative)


def test_a_theme_names_a_rule_that_ended_once(client):
    theme, rule = make.theme(), make.framework(name="De oude regel", valid_until="2020")
    theme.frameworks.set([rule])
    text = page_of(client, theme)

    assert text.count("De oude regel") == 1
    assert "Gold tot en met 2020. Regel vervallen" in text


def test_later_rules_are_apart(client):
    own, later = make.framework(name="Van toen"), make.framework(name="Van nu")
    hidden = make.framework(name="Geheim", state=State.DRAFT)
    initiative = make.initiative(frameworks=[own], later_frameworks=[later, hidden])
    page = client.get(initiative.get_absolute_url()).text

    assert page.index("Regels waar dit mee samenhangt") < page.index("Van toen")
    assert page.index("Van toen") < page.index("Regels die er later bij kwamen") < page.index("Van nu")
    assert "Geheim" not in page
    council = Document(client.get(f"{initiative.get_absolute_url()}raadspagina/").text).text
    assert "Van nu (kwam er later bij)" in " ".join(council.split())


def test_rules_of_bottlenecks_and_asks(client):
    rule, hidden = make.framework(name="De regel"), make.framework(name="Geheim", state=State.DRAFT)
    bottleneck = make.bottleneck(years=[2025])
    bottleneck.related_frameworks.set([rule, hidden])
    ask = make.ask(bottlenecks=[bottleneck])
    ask.related_frameworks.set([rule, hidden])
    text = page_of(client, bottleneck)

    assert f"Knelpunt {bottleneck.code}, genoemd in 2025" in text
    assert "Over: De regel (van kracht)." in text
    assert "Regels waar dit over gaat" in text
    assert "Geheim" not in text


@pytest.mark.parametrize("query", ["36 703", "tweestatusstelsel", "Wtta", "36 446", "spreidingswet", "2026/1912"])
def test_a_rule_is_found_by_its_official_name_and_number(client, content, query):
    expected = {"36 703": "JUR-33", "tweestatusstelsel": "JUR-33", "Wtta": "JUR-15", "36 446": "JUR-15"}
    framework = Framework.objects.get(code=expected.get(query, "JUR-01" if query == "spreidingswet" else "JUR-05"))

    assert framework.get_absolute_url() in client.get("/zoeken/", {"q": query}).text
