"""An editor adds and saves an initiative: what the form accepts, what it refuses, and in which words."""

import datetime

import pytest
from django.contrib.messages import get_messages

from core.records import State
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def fit():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")])


def new(client, **changes):
    defaults = {"title": "Nieuw idee", "slug": "nieuw-idee", "main_theme": make.theme().pk}
    return desk.save(client, Initiative, **defaults | changes)


def test_a_draft_needs_little_and_gets_a_code(client, editor):
    assert new(client).status_code == 302
    assert new(client, title="Nog een", slug="nog-een").status_code == 302

    assert list(Initiative.objects.order_by("pk").values_list("code", "state")) == [
        ("RED-0001", State.DRAFT),
        ("RED-0002", State.DRAFT),
    ]


@pytest.mark.parametrize("slug", ["export", "feed", "keuze", "vergelijken"])
def test_an_address_of_another_page_is_refused(client, editor, slug):
    response = new(client, slug=slug)

    assert response.status_code == 200
    assert "Dit adres is van een andere pagina" in response.text
    assert not Initiative.objects.exists()


def test_the_next_code_follows_the_highest(client, editor):
    make.initiative(code="RED-0041")
    make.initiative(code="RED-x")

    new(client)

    assert Initiative.objects.get(slug="nieuw-idee").code == "RED-0042"


def test_a_code_that_another_editor_just_took_is_passed_over(client, editor, monkeypatch):
    make.initiative(code="RED-0001")
    codes = iter(["RED-0001", "RED-0001", "RED-0002"])
    monkeypatch.setattr("core.codes.next_code", lambda model, prefix: next(codes))

    assert new(client).status_code == 302

    assert Initiative.objects.get(slug="nieuw-idee").code == "RED-0002"


@pytest.mark.parametrize("name", ["title", "slug"])
def test_even_a_draft_has_a_title_and_an_address(client, editor, name):
    response = new(client, **{name: ""})

    assert name in response.context["adminform"].form.errors


def test_saving_without_a_change_changes_nothing(client, editor, fit):
    before = Initiative.objects.filter(pk=fit.pk).values().get()

    assert desk.save(client, fit).status_code == 302

    after = Initiative.objects.filter(pk=fit.pk).values().get()
    written = {"updated_at": None, "generation": None}
    assert {**after, **written} == {**before, **written}
    assert list(fit.themes.all()) == [fit.main_theme]


def test_code_and_address_stay_as_they_are(client, editor, fit):
    desk.save_and_publish(client, fit, code="ANDERS", slug="anders", title="Taalmaatjes")

    after = Initiative.objects.get(pk=fit.pk)
    assert (after.code, after.slug, after.title) == (fit.code, fit.slug, "Taalmaatjes")


def test_the_address_of_a_draft_may_still_change(client, editor):
    draft = make.initiative(state=State.DRAFT)

    desk.save(client, draft, slug="beter-adres")

    assert Initiative.objects.get(pk=draft.pk).slug == "beter-adres"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("summary", "", "Schrijf een samenvatting"),
        ("kind", "", "Kies wat voor initiatief dit is."),
        ("status", "", "Kies hoe ver het initiatief is."),
        ("main_theme", "", "Kies een hoofdthema. Ook een concept heeft er een nodig."),
        ("municipalities", [], "Kies een gemeente, of schrijf op waarom er geen gemeente bij staat."),
        ("summary", "a" * 312, "De samenvatting heeft 312 tekens. Het mogen er hoogstens 300 zijn."),
        ("as_of", "vorig jaar", "Schrijf de datum als 1-3-2026, 1 maart 2026, maart 2026 of 2026."),
    ],
)
def test_what_is_on_the_site_stays_complete(client, editor, fit, field, value, sentence):
    response = desk.save(client, fit, **{field: value})

    assert sentence in " ".join(response.context["adminform"].form.errors[field])
    assert sentence in response.text


def test_the_main_theme_is_no_sub_theme(client, editor, fit):
    response = desk.save(client, fit, main_theme=make.theme(parent=fit.main_theme).pk)

    assert "Kies als hoofdthema een hoofdthema, geen subthema." in desk.errors(response)


@pytest.mark.parametrize(
    "instead",
    [
        {"no_municipality_reason": "De bron noemt geen gemeente."},
        {"unnamed_participants": "drie Limburgse gemeenten"},
        {"kind": InitiativeKind.FOREIGN, "country": "Denemarken"},
    ],
)
def test_there_are_other_places_than_a_municipality(client, editor, fit, instead):
    assert desk.save(client, fit, municipalities=[], **instead).status_code == 302


def test_on_the_site_is_always_a_source(client, editor, fit):
    response = desk.save(client, fit, **{"citations-0-DELETE": "on"})

    assert "Een gepubliceerd record heeft minstens één bron." in desk.errors(response)
    assert fit.citations.exists()


def test_a_draft_can_do_without_a_source(client, editor, fit):
    Initiative.objects.filter(pk=fit.pk).update(state=State.DRAFT)

    assert desk.save(client, fit, **{"citations-0-DELETE": "on"}).status_code == 302
    assert not fit.citations.exists()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("definition", "Een getal zonder definitie kan niet: schrijf op wat er precies is geteld."),
        ("period", "Een getal zonder periode kan niet: schrijf op over welke tijd het gaat."),
        ("publication", "Een getal zonder bron kan niet: kies het document waar het in staat."),
        ("unit", "Een getal zonder eenheid kan niet: schrijf op waar het getal van is."),
    ],
)
def test_a_number_never_stands_alone(client, editor, fit, missing, sentence):
    result = {"value": "72%", "unit": "deelnemers", "definition": "een baan", "period": "2025"}
    result["publication"] = make.publication().pk

    refused = desk.save(client, fit, **desk.part("results", **result | {missing: ""}))
    assert sentence in desk.errors(refused)
    assert not fit.results.exists()

    assert desk.save_and_publish(client, fit, **desk.part("results", **result)).status_code == 302
    assert fit.results.get().unit == "deelnemers"


def test_withdrawing_asks_for_a_reason(client, editor, fit):
    refused = desk.save(client, fit, state=State.WITHDRAWN)
    assert "withdrawal_reason" in refused.context["adminform"].form.errors

    desk.save(client, fit, state=State.WITHDRAWN, withdrawal_reason="Gestopt.")
    assert Initiative.objects.get(pk=fit.pk).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("address", "warned"), [("j.jansen@gemeente.example", True), ("opvang@gemeente.example", False)]
)
def test_a_personal_address_gives_a_warning_only(client, editor, fit, address, warned):
    response = desk.save(client, fit, contact_email=address)

    assert response.status_code == 302
    messages = " ".join(str(message) for message in get_messages(response.wsgi_request))
    assert ("lijkt van een persoon" in messages) == warned


def test_a_check_notes_who_and_when_again(client, editor, fit):
    desk.save_and_publish(client, fit, checked_on="2026-08-31")

    after = Initiative.objects.get(pk=fit.pk)
    assert (after.checked_by, after.next_check) == (editor, datetime.date(2027, 2, 28))


def test_the_form_follows_the_page_and_says_what_is_allowed(client, editor, fit):
    text = client.get(desk.address(fit)).text

    fields = ["title", "municipalities", "summary", "status", "themes", "cost_note", "situation", "contact_email"]
    places = [text.index(f'id="id_{field}"') for field in fields]
    assert places == sorted(places)
    assert "**vet**" in text


def test_a_proposal_has_the_state_of_one(client, editor, fit):
    response = desk.save(client, fit, kind=InitiativeKind.PROPOSAL, status=InitiativeStatus.RUNNING)

    assert "Een voorstel heeft de status ‘voorstel’." in desk.errors(response)


def test_a_refused_form_says_at_the_top_where_to_look(client, editor, fit):
    text = desk.save(client, fit, kind="", **{"citations-0-DELETE": "on"}).text

    summary = text[text.index("Dit moet nog anders:") : text.index("</ul>", text.index("Dit moet nog anders:"))]
    assert 'href="#id_kind"' in summary
    assert 'href="#citations-group"' in summary
    assert "<title>Fout:" in " ".join(text.split()).replace("<title> ", "<title>")
