"""Asking a municipality whether it still is right: what a link does, once and without an account."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core import generation
from core.records import State
from editorial.reviews.models import CheckRequest, ContactAgreement
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.asking import MAILBOX, TODAY, agreed, at, link, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    at(monkeypatch, TODAY)


@pytest.fixture
def initiative():
    return agreed()


@pytest.fixture
def asked(initiative):
    """The path that was mailed about the initiative."""
    send()
    return link()


class TestTheLink:
    def test_looking_changes_nothing(self, client, asked, initiative):
        before = Initiative.objects.values().get(), generation.read()
        for _time in range(3):
            page = client.get(asked)
            client.head(asked)

        assert page.status_code == 200
        assert (Initiative.objects.values().get(), generation.read()) == before
        assert CheckRequest.objects.get().answered_at is None
        for shown in ["Taalcoaches", initiative.summary, "juli 2025", initiative.get_absolute_url()]:
            assert shown in page.text

    def test_it_is_kept_nowhere_and_needs_no_cookie(self, asked):
        visitor = Client(enforce_csrf_checks=True)
        page = visitor.get(asked)
        answer = visitor.post(asked, {"answer": "ja"})

        for response in (page, answer):
            assert "no-store" in response["Cache-Control"]
            assert response["X-Robots-Tag"] == "noindex"
            assert not response.cookies
            assert '<meta name="robots" content="noindex">' in response.text
        assert answer.status_code == 200

    def test_yes_moves_the_date(self, client, asked):
        before = generation.read()
        page = client.post(asked, {"answer": "ja", "text": "Zomaar."})

        after = Initiative.objects.get()
        assert (after.checked_on, after.next_check) == (TODAY, datetime.date(2027, 5, 24))
        assert after.checked_by is None
        assert generation.read() > before
        kept = CheckRequest.objects.get()
        assert (kept.answer, kept.text, kept.handled) == ("ja", "", True)
        assert "vandaag nog klopt" in page.text

    def test_yes_stays_when_a_concept_is_published_after_it(self, client, asked, initiative):
        places = [make.municipality().pk]
        desk.draft(initiative, make.editor(username="auteur"), title="Nieuw", municipalities=places)

        client.post(asked, {"answer": "ja", "text": ""})
        desk.publish(initiative)

        initiative.refresh_from_db()
        assert (initiative.title, initiative.checked_on) == ("Nieuw", TODAY)

    def test_after_yes_it_comes_first_on_the_site(self, client, asked, initiative):
        make.initiative(title="Eerder", checked_on=TODAY - datetime.timedelta(days=1))
        address = "/initiatieven/?sorteer=nieuwste"
        assert client.get(address).text.index("Eerder") < client.get(address).text.index("Taalcoaches")

        client.post(asked, {"answer": "ja"})

        text = client.get(address).text
        assert text.index("Taalcoaches") < text.index("Eerder")

    @pytest.mark.parametrize("answer", ["veranderd", "gestopt"])
    def test_anything_else_waits_for_an_editor(self, client, asked, answer):
        before = Initiative.objects.values().get()
        client.post(asked, {"answer": answer, "text": "Het geld\r\nis op."})

        assert Initiative.objects.values().get() == before
        [kept] = CheckRequest.objects.waiting()
        assert (kept.answer, kept.text) == (answer, "Het geld\nis op.")

    def test_it_works_once(self, client, asked):
        client.post(asked, {"answer": "gestopt", "text": "Geen geld."})
        again = client.get(asked)
        twice = client.post(asked, {"answer": "ja"})

        assert again.status_code == twice.status_code == 410
        assert "al een antwoord" in again.text
        assert "Taalcoaches" not in again.text
        assert CheckRequest.objects.get().answer == "gestopt"

    def test_of_two_answers_at_once_one_counts(self, client, asked, monkeypatch):
        question = CheckRequest.objects.select_related("initiative").get()
        client.post(asked, {"answer": "gestopt", "text": "Geen geld."})
        monkeypatch.setattr("editorial.reviews.views._asked", lambda _token: (question, ""))

        assert client.post(asked, {"answer": "ja"}).status_code == 410
        assert CheckRequest.objects.get().answer == "gestopt"
        assert Initiative.objects.get().checked_on is None

    @pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
    def test_it_ends(self, client, asked, monkeypatch, days, status):
        at(monkeypatch, TODAY + datetime.timedelta(days=days))

        assert client.get(asked).status_code == status
        assert client.post(asked, {"answer": "ja"}).status_code == status
        assert (Initiative.objects.get().checked_on is None) == (status == 410)

    def test_it_ends_with_the_initiative(self, client, asked):
        Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Klopt niet.")

        page = client.get(asked)
        assert page.status_code == client.post(asked, {"answer": "ja"}).status_code == 410
        assert "Taalcoaches" not in page.text

    @pytest.mark.parametrize(
        "change", [lambda path: path[:-2] + "/", lambda path: path.replace("/controle/", "/controle/x")]
    )
    def test_a_link_that_is_not_ours(self, client, asked, change):
        assert client.get(change(asked)).status_code == 404
        assert client.post(change(asked), {"answer": "ja"}).status_code == 404

    @pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "é", "x" * 3000])
    def test_nonsense_is_not_found(self, client, token):
        assert client.get(f"/controle/{token}/").status_code == 404


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("data", "anchors", "title"),
        [
            ({}, ["antwoord-ja"], "Fout:"),
            ({"answer": "misschien"}, ["antwoord-ja"], "Fout:"),
            ({"answer": "veranderd", "text": "  "}, ["toelichting"], "Fout:"),
            ({"answer": "gestopt"}, ["toelichting"], "Fout:"),
            ({"answer": "veranderd", "text": "a" * 2001}, ["toelichting"], "Fout:"),
            ({"answer": "veranderd", "text": "a\x00"}, ["toelichting"], "Fout:"),
            ({"text": "a" * 2001}, ["antwoord-ja", "toelichting"], "2 fouten:"),
        ],
    )
    def test_it_is_said_above_the_form(self, client, asked, data, anchors, title):
        page = client.post(asked, data)

        assert page.status_code == 200
        assert f"<title>{title}" in page.text
        for anchor in anchors:
            assert f'href="#{anchor}"' in page.text
            assert f'id="{anchor}"' in page.text
        assert page.text.count('aria-invalid="true"') == len(anchors)
        assert "novalidate" in page.text
        assert CheckRequest.objects.get().answered_at is None

    def test_what_was_typed_is_kept(self, client, asked):
        page = client.post(asked, {"text": "<b>Het geld is op.</b>"})

        assert "&lt;b&gt;Het geld is op.&lt;/b&gt;" in page.text

    def test_lines_count_as_in_the_browser(self, client, asked):
        client.post(asked, {"answer": "veranderd", "text": "\r\n".join(["a"] * 1000)})

        assert CheckRequest.objects.waiting().exists()


def test_nothing_of_it_is_on_a_public_page(client, asked, initiative):
    client.post(asked, {"answer": "gestopt", "text": "VerborgenWoord"})
    ContactAgreement.objects.update(mailbox="verborgen@zwolle.example", note="VerborgenWoord")
    own = initiative.get_absolute_url()
    lists = ["/", "/initiatieven/", "/initiatieven/feed/", "/initiatieven/export/", "/sitemap.xml", "/zoeken/?q=geheim"]
    for path in [*lists, own, f"{own}raadspagina/"]:
        text = client.get(path).getvalue().decode()
        assert "VerborgenWoord" not in text, path
        assert "verborgen@zwolle" not in text, path
        assert "/controle/" not in text, path


def test_the_words_of_an_answer_are_forgotten(client, asked, monkeypatch, capsys):
    client.post(asked, {"answer": "gestopt", "text": "Het geld is op, zei Jan."})
    at(monkeypatch, TODAY + datetime.timedelta(days=360))
    call_command("purge_personal_data")
    assert CheckRequest.objects.get().text
    at(monkeypatch, TODAY + datetime.timedelta(days=370))
    call_command("purge_personal_data")

    assert "Van 1 antwoorden" in capsys.readouterr().out
    assert (CheckRequest.objects.get().answer, CheckRequest.objects.get().text) == ("gestopt", "")


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def _logged_in(self, client):
        client.force_login(make.editor())

    def test_an_editor_reads_the_answer_and_ticks_it_off(self, client, asked):
        Client().post(asked, {"answer": "gestopt", "text": "Het geld is op."})
        question = CheckRequest.objects.get()

        assert "Het geld is op." in client.get(desk.address(question)).text
        client.post(desk.address(question), {"handled": "on", "answer": "ja", "text": "Anders."})

        kept = CheckRequest.objects.get()
        assert (kept.handled, kept.answer, kept.text) == (True, "gestopt", "Het geld is op.")

    def test_without_an_answer_there_is_nothing_to_tick_off(self, client, asked):
        question = CheckRequest.objects.get()

        client.post(desk.address(question), {"handled": "on"})

        assert not CheckRequest.objects.get().handled
        assert "wacht op de gemeente" in client.get(desk.address(CheckRequest, "changelist")).text

    def test_nobody_makes_up_a_question(self, client):
        assert client.get(reverse("admin:reviews_checkrequest_add")).status_code == 403

    def test_an_agreement_with_a_person_is_refused(self, client):
        made = make.initiative()
        data = {"initiative": made.pk, "mailbox": "jan@gmail.com", "agreed_on": "2026-01-01"}

        page = client.post(desk.address(ContactAgreement, "add"), data)

        assert "lijkt het adres van een persoon" in page.text
        client.post(desk.address(ContactAgreement, "add"), data | {"mailbox": MAILBOX})
        assert ContactAgreement.objects.get().mailbox == MAILBOX
