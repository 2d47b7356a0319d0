"""Submissions: an initiative in five questions, and a correction of a page."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from core.records import State
from core.signed_links import token_hash
from editorial.submissions.models import Submission
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.mails import deliver
from tests.support.submission_forms import FORM_PATH, SENDER, form_data, mailed_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    make.municipality(name="Zwolle", slug="zwolle")
    return make.theme(name="Taal")


@pytest.fixture
def confirmed(client, theme):
    """A submission that was confirmed."""
    client.post(FORM_PATH, form_data(theme))
    client.post(mailed_path())
    return Submission.objects.get()


def summary(page):
    """The messages in the error summary, by the id of the field that they link to."""
    box = page.ids["fouten"].parent
    return {item.find("a")[0]["href"].removeprefix("#"): item.text for item in box.find("li") if item.find("a")}


def standing(client, path):
    return Document(client.get(path).text).find("strong")[0].text


def test_from_form_to_publication(client, theme, django_capture_on_commit_callbacks):
    response = client.post(FORM_PATH, form_data(theme), follow=True)
    assert response.redirect_chain == [("/aanmelden/verstuurd/", 302)]
    assert "Wat gebeurt er hierna?" in response.text
    submission = Submission.objects.get()
    assert [message.to for message in deliver()] == [[SENDER]]
    assert "Taalcafé" not in mail.outbox[0].body + mail.outbox[0].subject, "nobody can have us mail their own text"
    assert not Initiative.objects.exists()
    path = mailed_path()

    page = client.get(path)
    assert "Bevestig" in page.text
    assert not Initiative.objects.exists(), "scanners of mail follow links"
    client.post(path)
    draft = Initiative.objects.get()
    assert (draft.code, draft.state, draft.title) == ("RED-0001", State.DRAFT, "Taalcafé in de bieb")
    assert draft.main_theme == draft.themes.get() == theme
    assert draft.municipalities.get().name == "Zwolle"
    assert "Statushouders" in draft.internal_note
    assert SENDER not in str(draft.__dict__)
    assert "Team Samenleven" not in str(draft.__dict__)
    assert standing(client, path) == "Stand: ontvangen"

    client.force_login(make.editor())
    with django_capture_on_commit_callbacks(execute=True):
        desk.save(client, submission, standing="in-bewerking")
    client.logout()
    assert "in bewerking" in mail.outbox[-1].body
    assert standing(client, path) == "Stand: in bewerking"

    Initiative.objects.update(state=State.PUBLISHED)
    for command in ["tell_senders", "notify_submitters"]:  # the old name works too
        call_command(command)
    assert len(deliver()) == 3
    assert f"/initiatieven/{draft.slug}/" in mail.outbox[-1].body
    assert standing(client, path) == "Stand: gepubliceerd"
    assert {address for message in mail.outbox for address in message.to} == {SENDER}


def test_a_link_opens_only_its_own_submission(client, theme):
    client.post(FORM_PATH, form_data(theme))
    path = mailed_path()
    token = path.split("/")[2]
    response = client.get(path)

    assert Submission.objects.get().token_hash == token_hash(token) != token
    assert client.get("/aanmelden/bestaat-niet/").status_code == 404
    assert client.post(f"/aanmelden/{token_hash(token)}/").status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert token not in Document(response.text).link("canonical")
    assert client.cookies == {}


def test_confirming_twice_makes_one_draft(client, theme):
    client.post(FORM_PATH, form_data(theme))
    for _time in range(2):
        client.post(mailed_path())

    assert Initiative.objects.count() == 1


def test_two_of_the_same_name_have_their_own_address(client, theme):
    for _time in range(2):
        client.post(FORM_PATH, form_data(theme))
        client.post(mailed_path())

    assert {draft.slug for draft in Initiative.objects.all()} == {"taalcafe-in-de-bieb", "taalcafe-in-de-bieb-2"}


UNREADABLE = "Na ‘a’ staat een onzichtbaar teken dat wij niet kunnen lezen. Typ dat stuk opnieuw."


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Schrijf op hoe het initiatief heet."),
        ("title", "x" * 121, "Gebruik hoogstens 120 tekens. Het zijn er nu 121."),
        ("text", " ", "Schrijf op wat er gebeurt."),
        ("text", "a\x07b", UNREADABLE),
        ("text", "a\u202eb", UNREADABLE),
        ("theme", "", "Kies een thema."),
        ("theme", "bestaat-niet", "Dit thema kennen wij niet. Kies een thema uit de lijst."),
        ("for_whom", "", "Schrijf op voor wie het is."),
        ("where", "", "Schrijf op in welke gemeente het is."),
        ("source", "javascript://x", "Dit is geen webadres. Schrijf het zoals https://www.gemeente.nl/pagina."),
        ("email", "", "Vul uw mailadres in. Zonder adres kunnen wij u niets vragen."),
        ("email", "a@b.nl\nBcc: c@d.nl", "Dit is geen mailadres. Schrijf het zoals naam@gemeente.nl."),
        ("email", "a@b.nl, c@d.nl", "Dit is geen mailadres. Schrijf het zoals naam@gemeente.nl."),
    ],
)
def test_an_error_is_at_the_field_and_above_the_form(client, theme, field, value, message):
    page = Document(client.post(FORM_PATH, form_data(theme, role="Team Oost") | {field: value}).text)
    field_element = page.ids[f"id_{field}"]

    assert page.title.startswith("1 fout: Meld een initiatief aan")
    assert summary(page) == {f"id_{field}": message}
    assert field_element["aria-invalid"] == "true"
    assert page.ids[f"id_{field}_error"].text == message
    assert f"id_{field}_error" in field_element["aria-describedby"].split()
    assert page.ids["id_role"]["value"] == "Team Oost", "everything typed is shown again"
    assert page.find("form", method="post")[0].attrs.keys() >= {"novalidate"}
    assert (deliver(), Submission.objects.count()) == ([], 0)


def test_optional_fields_are_named_in_words(client):
    page = Document(client.get(FORM_PATH).text)
    optional = {label["for"] for label in page.find("label") if "niet verplicht" in label.text}

    assert optional == {"id_outcome", "id_costs", "id_lessons", "id_source", "id_role", "id_mailbox"}
    assert page.ids["id_email"]["aria-required"] == "true"
    assert page.ids["id_email"]["required"] is None


def test_an_empty_form_shows_all_errors(client):
    page = Document(client.post(FORM_PATH, {}).text)

    assert page.title.startswith("6 fouten: ")
    assert [*summary(page)] == ["id_title", "id_text", "id_theme", "id_for_whom", "id_where", "id_email"]


def test_a_former_and_an_unknown_municipality(client, theme):
    new = make.municipality(name="Dijk en Waard")
    make.municipality(name="Langedijk", ended_on="2022-01-01", successor=new)
    client.post(FORM_PATH, form_data(theme, where="langedijk, Zwolle, Xyzdam"))
    client.post(mailed_path())

    draft = Initiative.objects.get()
    assert {municipality.name for municipality in draft.municipalities.all()} == {"Dijk en Waard", "Zwolle"}
    assert "Xyzdam" in draft.internal_note
    assert "Wij kennen geen gemeente ‘Xyzdam’. Welke gemeente bedoelt u?" in client.get(mailed_path()).text


def test_what_the_url_says_is_filled_in(client, theme):
    page = Document(client.get(f"{FORM_PATH}?waar=zwolle&thema={theme.slug}").text)

    assert page.ids["id_where"]["value"] == "Zwolle"
    assert [option["value"] for option in page.find("option") if "selected" in option.attrs] == [theme.slug]
    assert Document(client.get(f"{FORM_PATH}?waar=%00&thema=x").text).ids["id_where"]["value"] is None


def test_a_web_address_without_its_beginning(client, theme):
    client.post(FORM_PATH, form_data(theme, source="www.zwolle.nl/taal"))

    assert Submission.objects.get().source == "https://www.zwolle.nl/taal"


def test_nothing_is_public_until_it_is_published(client, confirmed):
    paths = [
        *("/initiatieven/", "/zoeken/?q=taalcafé", "/initiatieven/feed/", "/initiatieven/export/?formaat=csv"),
        *("/initiatieven/?q=vrijwilligers", "/gemeenten/zwolle/", "/sitemap.xml", "/"),
    ]
    draft = confirmed.initiative

    assert client.get(f"/initiatieven/{draft.slug}/").status_code == 404
    for path in paths:
        text = b"".join(client.get(path)).decode()
        assert draft.slug not in text, path
        assert "Vrijwilligers praten" not in text, path


def test_a_submitter_adds_something(client, confirmed):
    client.post(mailed_path(), {"text": "Het is nu ook op zaterdag."})

    assert "Het is nu ook op zaterdag." in client.get(mailed_path()).text
    assert confirmed.additions.get().text == "Het is nu ook op zaterdag."
    page = Document(client.post(mailed_path(), {"text": "x" * 2001}).text)
    assert summary(page) == {"id_text": "Gebruik hoogstens 2000 tekens. Het zijn er nu 2001."}
    for number in range(30):
        client.post(mailed_path(), {"text": f"Nog {number}"})
    assert confirmed.additions.count() == 20
    assert "hoogste aantal" in client.get(mailed_path()).text


def test_a_submitter_reads_why_it_is_not_on_the_site(client, confirmed, django_capture_on_commit_callbacks):
    client.force_login(make.editor())
    refused = desk.save(client, confirmed, standing="niet-geplaatst")
    assert "Schrijf op waarom u dit niet plaatst." in desk.errors(refused)
    with django_capture_on_commit_callbacks(execute=True):
        desk.save(client, confirmed, standing="niet-geplaatst", reason="Dit staat er al.")

    assert "Dit staat er al." in mail.outbox[-1].body
    assert "Dit staat er al." in client.get(first_mailed_path()).text


def first_mailed_path():
    del mail.outbox[1:]
    return mailed_path()


def test_editors_see_no_initiative_that_was_not_confirmed(client, theme):
    client.post(FORM_PATH, form_data(theme))
    submission = Submission.objects.get()
    client.force_login(make.editor())

    assert "Taalcafé" not in client.get(desk.address(Submission, "changelist")).text
    client.post(mailed_path())
    submission.refresh_from_db()
    assert "Taalcafé" in client.get(desk.address(Submission, "changelist")).text
    page = client.get(desk.address(submission)).text
    assert SENDER in page
    assert desk.address(submission.initiative) in page
    assert (
        client.get(reverse("admin:initiatives_initiative_preview", args=[submission.initiative.pk])).status_code == 200
    )
    assert client.get(desk.address(Submission, "add")).status_code == 403
    assert client.get(desk.address(submission, "delete")).status_code == 403
