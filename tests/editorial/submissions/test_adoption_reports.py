"""That a municipality took an example over: from the form of a visitor to the site."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from core.records import State
from editorial.submissions.models import Submission
from initiatives.models import Adoption
from tests.support import make
from tests.support.mails import deliver
from tests.support.submission_forms import SENDER, mailed_path, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative():
    make.municipality(name="Deventer", slug="deventer")
    place = make.municipality(name="Zutphen", slug="zutphen")
    return make.initiative(title="Buddy’s", slug="buddys", municipalities=[place])


def report(client, **changes):
    data = {
        "where": "Deventer",
        "period": "februari 2023",
        "text": "Eerst een jaar als proef.",
        "outcome": "Veertig koppels.",
        "source": "krant.example/buddy",
        "email": SENDER,
        "shown": shown(),
    }
    return client.post("/aanmelden/overgenomen/buddys/", data | changes)


@pytest.fixture
def confirmed(client, initiative):
    report(client)
    client.post(mailed_path())
    return Submission.objects.get()


def desk_page(submission):
    return reverse("admin:submissions_submission_adoption", args=[submission.pk])


def test_the_page_of_an_example_leads_to_the_form(client, initiative):
    assert "/aanmelden/overgenomen/buddys/" in client.get(initiative.get_absolute_url()).text
    text = client.get("/aanmelden/overgenomen/buddys/?waar=deventer").text
    assert 'value="Deventer"' in text
    assert "noindex" in text


def test_nobody_reads_it_before_the_sender_confirmed_it(client, initiative):
    response = report(client)

    assert response.headers["Location"] == "/aanmelden/verstuurd/"
    assert not Submission.objects.for_editors()
    assert "proef" not in deliver()[-1].body
    text = client.get(mailed_path()).text
    for words in ["Over", "Buddy’s", "februari 2023", "Eerst een jaar als proef.", "Wat er anders is"]:
        assert words in text, words
    client.post(mailed_path())
    assert Submission.objects.for_editors().get().initiative == initiative
    assert not Adoption.objects.exists()


def test_what_is_missing_is_asked_for(client, initiative):
    text = report(client, where="", text="", email="", source="geen adres").text

    for message in ["Schrijf op welke gemeente het overnam.", "Vul uw mailadres in.", "Dit is geen webadres."]:
        assert message in text, message
    assert not Submission.objects.exists()


def test_a_draft_has_no_form(client, initiative):
    type(initiative).objects.update(state=State.DRAFT)

    assert client.get("/aanmelden/overgenomen/buddys/").status_code == 404


def test_an_editor_makes_a_draft_of_it_and_publishes_that(client, initiative, confirmed):
    source = make.publication(title="Buddy komt naar Deventer", url="https://krant.example/buddy")
    client.force_login(make.editor())
    assert desk_page(confirmed) in client.get(
        reverse("admin:submissions_submission_change", args=[confirmed.pk])
    ).text.replace("&amp;", "&")
    form = client.get(desk_page(confirmed)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert (data["year"], data["adopted_on"], data["publication"]) == ("2023", "2023-02", source.pk)

    response = client.post(desk_page(confirmed), data, follow=True)

    assert "Eerst een jaar als proef." in response.text
    assert "Overname in versie" in response.text
    assert "Deventer" not in client.get(initiative.get_absolute_url()).text
    confirmed.refresh_from_db()
    assert confirmed.standing == Submission.Standing.WORKING
    revision = initiative.revisions.open().get()
    assert revision.note == "Uit een inzending: overname."
    colleague = make.editor(username="ander")
    revision.submit(revision.author)
    revision.approve(colleague)
    revision.publish(colleague)
    assert Adoption.objects.get().adopted_on == "2023-02"
    assert "Deventer</a> (februari 2023)" in client.get(initiative.get_absolute_url()).text
    assert "1 initiatief" in client.get("/initiatieven/?overgenomen=1").text


def test_a_draft_of_a_colleague_keeps_what_it_has(client, initiative, confirmed):
    source, editor = make.publication(), make.editor()
    client.force_login(editor)
    data = {"municipality": make.municipality(name="Urk").pk, "publication": source.pk}
    client.post(desk_page(confirmed), data)
    client.post(desk_page(confirmed), data | {"municipality": confirmed_municipality(confirmed)})

    parts = initiative.revisions.open().get().snapshot["adoptions"]
    assert len(parts) == 2
    assert len({part["id"] for part in parts}) == 2
    again = client.post(desk_page(confirmed), data)
    assert "staat al bij dit initiatief" in again.text


def confirmed_municipality(submission):
    return make.Municipality.objects.get(name=submission.where).pk


def test_without_a_source_there_is_no_draft(client, initiative, confirmed):
    client.force_login(make.editor())

    response = client.post(desk_page(confirmed), {"municipality": confirmed_municipality(confirmed)})

    assert response.status_code == 200
    assert "publication" in response.context["form"].errors
    assert not initiative.revisions.open()


def test_only_who_may_change_initiatives_opens_it(client, initiative, confirmed):
    assert client.get(desk_page(confirmed)).status_code == 302
    correction = Submission.objects.create(kind=Submission.Kind.CORRECTION, text="Fout.", initiative=initiative)
    client.force_login(make.editor())
    assert client.get(desk_page(correction)).status_code == 404


def test_what_nobody_confirmed_is_erased_after_a_week(client, initiative):
    report(client)
    Submission.objects.update(created_at=timezone.now() - timezone.timedelta(days=8))

    call_command("purge_personal_data")

    assert not Submission.objects.exists()
