"""Editing what is on the site: the form works as always, and visitors see nothing of it before it is published."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from core.records import State
from editorial.revisions import snapshot
from editorial.revisions.models import Revision, RevisionState, ensure_revision
from initiatives.choices import InitiativeStatus
from initiatives.models import Initiative
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
SECRET = "Geheimzinnig"


@pytest.fixture(autouse=True)
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def reader(client):
    return make.editor(username="lezer")


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")])


def page(client, record, number=None, name="initiative_revision"):
    arguments = [record.pk] if number is None else [record.pk, number]
    return client.get(reverse(f"admin:{name if number else 'initiative_revisions'}", args=arguments))


def do(client, revision, verb, **fields):
    address = reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])
    return client.post(address, {"verb": verb, **fields}, follow=True)


def test_saving_makes_a_concept_and_leaves_the_site_alone(client, editor, shown):
    before = snapshot.take(shown)

    response = desk.save(client, shown, title=SECRET, tags="nieuw woord", **desk.part("partners", name="Buurthuis"))

    assert response.url == reverse("admin:initiative_revisions", args=[shown.pk])
    assert snapshot.take(shown) == before
    concept, live = shown.revisions.all()
    assert (concept.state, concept.author, concept.snapshot["title"]) == (RevisionState.DRAFT, editor, SECRET)
    assert (live.number, live.state, live.snapshot) == (1, RevisionState.LIVE, before)
    assert "Bewaard als concept (versie 2)" in client.get(response.url).text


def test_the_form_goes_on_with_the_concept(client, shown):
    result = {"value": "72%", "unit": "deelnemers", "definition": "een baan", "period": "2025"}
    result["publication"] = make.publication().pk
    desk.save(client, shown, title="Eerste keer", tags="taal, sport", **desk.part("results", **result))
    assert "U bewerkt versie 2 (concept)" in client.get(desk.address(shown)).text

    assert desk.save(client, shown, **{"results-0-value": "80%"}).status_code == 302

    concept = shown.revisions.open().get()
    assert (concept.number, concept.snapshot["title"]) == (3, "Eerste keer")
    assert [part["value"] for part in concept.snapshot["results"]] == ["80%"]
    desk.publish(shown)
    assert shown.results.get().value == "80%"
    assert shown.results.get().pk < snapshot.FIRST_DRAFT_KEY
    assert set(shown.tags.names()) == {"taal", "sport"}


def test_saving_nothing_makes_no_revision(client, shown):
    desk.save(client, shown)
    assert not Revision.objects.exists()

    desk.save(client, shown, title="Nieuw")
    desk.save(client, shown)
    assert shown.revisions.count() == 2


def test_a_refused_form_keeps_what_was_typed(client, shown):
    response = desk.save(client, shown, title=SECRET, summary="")

    assert SECRET in response.text
    assert "Schrijf een samenvatting" in desk.errors(response)
    assert not Revision.objects.exists()
    assert Initiative.objects.get(pk=shown.pk).title == "Taalcoaches"


def test_save_and_go_on_stays_on_the_form(client, shown):
    response = desk.save(client, shown, title="Nieuw", _continue="1")

    assert response.url == desk.address(shown)


def test_withdrawing_on_the_form_happens_at_once(client, shown):
    desk.save(client, shown, title="Nieuw", state=State.WITHDRAWN, withdrawal_reason="Gestopt.")

    row = Initiative.objects.get(pk=shown.pk)
    assert (row.state, row.title) == (State.WITHDRAWN, "Taalcoaches")
    assert shown.revisions.open().get().snapshot["title"] == "Nieuw"
    assert not Search("Taalcoaches", DocumentKind.INITIATIVE).exact


def test_a_reason_for_withdrawing_is_not_lost(client, shown):
    response = desk.save(client, shown, withdrawal_reason="Gestopt.")

    assert "Kies bij ‘Publicatie’ ook ‘ingetrokken’" in desk.errors(response)
    assert Initiative.objects.published().exists()


def test_a_draft_that_is_refused_has_no_link_to_the_site(client):
    record = make.initiative(state=State.DRAFT, summary="")

    response = desk.save(client, record, state=State.PUBLISHED)

    assert "Schrijf een samenvatting" in desk.errors(response)
    assert "Bekijk op site" not in response.text


def test_a_draft_is_published_when_another_editor_approves_it(client, editor, reader):
    record = make.initiative(state=State.DRAFT, municipalities=[make.municipality()])
    desk.save(client, record, title="Eerste titel", slug="nieuw-adres")
    row = Initiative.objects.get()
    assert (row.title, row.slug) == ("Eerste titel", "nieuw-adres")

    assert "Een andere redacteur moet dit eerst goedkeuren" in desk.act(client, "publish", record, confirm="1").text
    desk.save(client, record, state=State.PUBLISHED)
    revision = record.revisions.open().get()
    assert (revision.state, revision.author) == (RevisionState.SUBMITTED, editor)
    client.force_login(reader)
    do(client, revision, "approve")
    assert "1 initiatief gepubliceerd" in desk.act(client, "publish", record, confirm="1").text

    revision.refresh_from_db()
    assert (revision.state, revision.approved_by, revision.forced) == (RevisionState.LIVE, reader, False)
    assert revision.snapshot == snapshot.take(record)
    assert Initiative.objects.published().get() == record


def test_a_new_initiative_cannot_be_published_by_its_author_alone(client, editor, shown):
    theme = make.theme()
    fields = {"title": "Kookclub", "slug": "kookclub", "summary": "Samen koken.", "kind": "project"}
    fields |= {
        "status": InitiativeStatus.RUNNING,
        "main_theme": theme.pk,
        "themes": [theme.pk],
        "state": State.PUBLISHED,
    }
    fields |= {"municipalities": [shown.municipalities.get().pk]}

    response = desk.save(client, Initiative, **fields, **desk.part("citations", publication=make.publication().pk))

    assert response.status_code == 302, desk.errors(response)
    record = Initiative.objects.get(slug="kookclub")
    assert record.state == State.DRAFT
    assert record.revisions.get().state == RevisionState.SUBMITTED


def test_the_whole_way_over_the_pages(client, editor, reader, shown):
    desk.save(client, shown, title="Taalmaatjes")
    revision = shown.revisions.open().get()
    compared = Document(page(client, shown, 2).text)
    assert [row.text for row in compared.find("tbody")[0].find("td")] == ["Taalcoaches", "Taalmaatjes"]
    assert [button["value"] for button in compared.find("button", name="verb")] == ["correct", "submit"]

    assert "ligt klaar om te beoordelen" in do(client, revision, "submit").text
    assert "U schreef deze versie zelf." in page(client, shown, 2).text
    assert "uw eigen versie niet goedkeuren" in do(client, revision, "approve").text
    client.force_login(reader)
    assert "Schrijf op wat er anders moet." in do(client, revision, "send_back").text
    assert "is goedgekeurd" in do(client, revision, "approve").text
    assert "staat op de site" in do(client, revision, "publish", change_note="Nieuwe naam.").text

    assert Initiative.objects.published().get().title == "Taalmaatjes"
    listed = page(client, shown).text
    assert "Voor bezoekers: Nieuwe naam." in listed
    assert "vervangen door een latere versie" in listed


def test_going_back_makes_a_new_concept(client, reader, shown):
    desk.save_and_publish(client, shown, title="Taalmaatjes")

    do(client, shown.revisions.get(number=1), "restore")

    concept = shown.revisions.open().get()
    assert (concept.number, concept.snapshot["title"]) == (3, "Taalcoaches")
    assert Initiative.objects.get().title == "Taalmaatjes"


@pytest.mark.parametrize("verb", ["", "delete", "publish"])
def test_what_is_not_allowed_changes_nothing(client, shown, verb):
    desk.save(client, shown, title="Nieuw")

    response = do(client, shown.revisions.open().get(), verb)

    assert response.status_code == 200
    assert Initiative.objects.get().title == "Taalcoaches"


def test_who_may_not_edit_sees_no_revision(client, editor, shown):
    revision = desk.draft(shown, editor, title=SECRET)
    client.force_login(User.objects.create_user("kijker", is_staff=True))

    for address in ("initiative_revision", "initiative_revision_preview"):
        response = page(client, shown, revision.number, address)
        assert response.status_code == 403
        assert SECRET not in response.text


def test_a_missing_revision(client, shown):
    assert page(client, shown, 9).status_code == 404
    assert client.get(reverse("admin:initiative_revisions", args=[404])).status_code == 404


def test_a_concept_that_names_a_deleted_record_is_not_opened_and_says_so(client, editor, shown):
    municipality = make.municipality()
    desk.draft(shown, editor, municipalities=[municipality.pk])
    municipality.delete()

    response = client.get(desk.address(shown), follow=True)

    assert "Deze versie noemt iets dat niet meer bestaat: gemeente" in response.text
    assert do(client, shown.revisions.live().get(), "restore").status_code == 200
    assert client.get(desk.address(shown)).status_code == 200


def test_a_check_from_the_list_stays_when_a_concept_is_published(client, editor, shown):
    desk.save(client, shown, title="Nieuw")

    desk.act(client, "mark_checked", shown, confirm="1")
    desk.publish(shown)

    row = Initiative.objects.get()
    assert (row.title, row.checked_by) == ("Nieuw", editor)
    assert shown.revisions.live().get().snapshot == snapshot.take(row)


def test_a_link_on_a_draft_reaches_the_revisions_of_the_other(client, shown):
    ensure_revision(shown)
    record = make.initiative(state=State.DRAFT)

    desk.save(client, record, related=[shown.pk])

    assert shown.revisions.live().get().snapshot == snapshot.take(shown)


def test_the_list_finds_what_waits(client, shown):
    make.initiative(title="Een ander")
    desk.save(client, shown, title="Nieuw")
    revision = shown.revisions.open().get()
    revision.submit(revision.author)

    def listed(value):
        return set(client.get(desk.address(Initiative, "changelist", versie=value)).context["cl"].result_list)

    assert listed("submitted") == {shown}
    assert listed("forced") == set()


def test_what_is_off_the_site_says_so(client, shown):
    desk.save(client, shown, title="Nieuw", state=State.WITHDRAWN, withdrawal_reason="Gestopt.")

    assert "Dit initiatief staat nu niet op de site." in page(client, shown).text


def test_what_was_withdrawn_is_published_again_as_it_was_approved(client, shown):
    before = snapshot.take(shown)
    desk.save(client, shown, title="Nieuw", state=State.WITHDRAWN, withdrawal_reason="Gestopt.")

    desk.save(client, shown, summary="Ook nieuw.", state=State.PUBLISHED, withdrawal_reason="")

    row = Initiative.objects.published().get()
    assert (snapshot.take(row), row.withdrawal_reason) == (before, "")
    assert shown.revisions.live().get().snapshot == before
    concept = shown.revisions.open().get().snapshot
    assert (concept["title"], concept["summary"]) == ("Nieuw", "Ook nieuw.")
    assert Search("Taalcoaches", DocumentKind.INITIATIVE).exact


def test_a_superuser_deletes_it_with_its_revisions(client, shown):
    desk.save(client, shown, title="Nieuw")
    client.force_login(make.editor(username="baas", superuser=True))

    assert client.post(desk.address(shown, "delete"), {"post": "yes"}).status_code == 302

    assert not Revision.objects.exists()
