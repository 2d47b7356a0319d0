"""The page behind the link to a municipality: it works once, and without an account."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from core import generation
from core.records import State
from editorial.reviews.models import CheckRequest, ContactAgreement
from editorial.revisions.history.models import PublicChange
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.check_requests import MAILBOX, TODAY, initiative_due, mailed_path, send_reminders, set_today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    set_today(monkeypatch, TODAY)


@pytest.fixture
def initiative():
    return initiative_due()


@pytest.fixture
def path(initiative):
    """The path that was mailed about the initiative."""
    send_reminders()
    return mailed_path()


class TestLink:
    def test_looking_changes_nothing(self, client, path, initiative):
        before = Initiative.objects.values().get(), generation.read()
        for _time in range(3):
            page = client.get(path)
            client.head(path)

        assert page.status_code == 200
        assert (Initiative.objects.values().get(), generation.read()) == before
        assert CheckRequest.objects.get().answered_at is None
        for shown in ["Taalcoaches", initiative.summary, "juli 2025", initiative.get_absolute_url()]:
            assert shown in page.text

    def test_it_is_not_cached_and_needs_no_cookie(self, path):
        visitor = Client(enforce_csrf_checks=True)
        page = visitor.get(path)
        posted = visitor.post(path, {"answer": "ja"})

        for response in (page, posted):
            assert "no-store" in response["Cache-Control"]
            assert response["X-Robots-Tag"] == "noindex"
            assert not response.cookies
            assert '<meta name="robots" content="noindex">' in response.text
        assert posted.status_code == 200

    @pytest.mark.parametrize("answer", ["ja", "veranderd", "gestopt"])
    def test_every_answer_waits_for_an_editor(self, client, path, answer):
        before = Initiative.objects.values().get(), generation.read(), PublicChange.objects.count()
        page = client.post(path, {"answer": answer, "text": "Het geld\r\nis op."})

        assert (Initiative.objects.values().get(), generation.read(), PublicChange.objects.count()) == before
        is_yes = answer == "ja"
        requests = CheckRequest.objects
        [check_request] = requests.to_accept() if is_yes else requests.waiting()
        text = "" if is_yes else "Het geld\nis op."
        assert (check_request.answer, check_request.text, check_request.handled) == (answer, text, False)
        assert requests.waiting().count() + requests.to_accept().count() == 1
        assert "Op de site is nu nog niets veranderd." in page.text

    def test_it_works_once(self, client, path):
        client.post(path, {"answer": "gestopt", "text": "Geen geld."})
        again = client.get(path)
        twice = client.post(path, {"answer": "ja"})

        assert again.status_code == twice.status_code == 410
        assert "al een antwoord" in again.text
        assert "Taalcoaches" not in again.text
        assert CheckRequest.objects.get().answer == "gestopt"

    def test_of_two_answers_at_once_one_counts(self, client, path, monkeypatch):
        check_request = CheckRequest.objects.select_related("initiative").get()
        client.post(path, {"answer": "gestopt", "text": "Geen geld."})
        monkeypatch.setattr("editorial.reviews.views._check_request", lambda _token: (check_request, ""))

        assert client.post(path, {"answer": "ja"}).status_code == 410
        assert CheckRequest.objects.get().answer == "gestopt"
        assert Initiative.objects.get().checked_on is None

    @pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
    def test_it_ends(self, client, path, monkeypatch, days, status):
        set_today(monkeypatch, TODAY + datetime.timedelta(days=days))

        assert client.get(path).status_code == status
        assert client.post(path, {"answer": "ja"}).status_code == status
        assert (CheckRequest.objects.get().answered_at is None) == (status == 410)

    def test_it_ends_with_the_initiative(self, client, path):
        Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Klopt niet.")

        page = client.get(path)
        assert page.status_code == client.post(path, {"answer": "ja"}).status_code == 410
        assert "Taalcoaches" not in page.text

    @pytest.mark.parametrize(
        "change", [lambda path: path[:-2] + "/", lambda path: path.replace("/controle/", "/controle/x")]
    )
    def test_a_forged_link(self, client, path, change):
        assert client.get(change(path)).status_code == 404
        assert client.post(change(path), {"answer": "ja"}).status_code == 404

    @pytest.mark.parametrize("token", ["x", "a.b.c", "%00", "é", "x" * 3000])
    def test_nonsense_is_not_found(self, client, token):
        assert client.get(f"/controle/{token}/").status_code == 404


class TestErrors:
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
    def test_errors_are_shown_above_the_form(self, client, path, data, anchors, title):
        page = client.post(path, data)

        assert page.status_code == 200
        assert f"<title>{title}" in page.text
        for anchor in anchors:
            assert f'href="#{anchor}"' in page.text
            assert f'id="{anchor}"' in page.text
        assert page.text.count('aria-invalid="true"') == len(anchors)
        assert "novalidate" in page.text
        assert CheckRequest.objects.get().answered_at is None

    def test_what_was_typed_is_shown_again(self, client, path):
        page = client.post(path, {"text": "<b>Het geld is op.</b>"})

        assert "&lt;b&gt;Het geld is op.&lt;/b&gt;" in page.text

    def test_lines_count_as_in_the_browser(self, client, path):
        client.post(path, {"answer": "veranderd", "text": "\r\n".join(["a"] * 1000)})

        assert CheckRequest.objects.waiting().exists()


def test_nothing_of_it_is_on_a_public_page(client, path, initiative):
    client.post(path, {"answer": "gestopt", "text": "VerborgenWoord"})
    ContactAgreement.objects.update(mailbox="verborgen@zwolle.example", note="VerborgenWoord")
    own = initiative.get_absolute_url()
    lists = ["/", "/initiatieven/", "/initiatieven/feed/", "/initiatieven/export/", "/sitemap.xml", "/zoeken/?q=geheim"]
    for path in [*lists, own, f"{own}raadspagina/"]:
        text = client.get(path).getvalue().decode()
        assert "VerborgenWoord" not in text, path
        assert "verborgen@zwolle" not in text, path
        assert "/controle/" not in text, path


def test_the_text_of_an_answer_is_erased(client, path, monkeypatch, capsys):
    client.post(path, {"answer": "gestopt", "text": "Het geld is op, zei Jan."})
    set_today(monkeypatch, TODAY + datetime.timedelta(days=360))
    call_command("purge_personal_data")
    assert CheckRequest.objects.get().text
    set_today(monkeypatch, TODAY + datetime.timedelta(days=370))
    call_command("purge_personal_data")

    assert "Van 1 antwoorden" in capsys.readouterr().out
    assert (CheckRequest.objects.get().answer, CheckRequest.objects.get().text) == ("gestopt", "")


class TestAdmin:
    @pytest.fixture(autouse=True)
    def _logged_in(self, client):
        client.force_login(make.editor())

    def test_an_editor_reads_the_answer_and_marks_it_as_handled(self, client, path):
        Client().post(path, {"answer": "gestopt", "text": "Het geld is op."})
        check_request = CheckRequest.objects.get()

        assert "Het geld is op." in client.get(desk.address(check_request)).text
        client.post(desk.address(check_request), {"handled": "on", "answer": "ja", "text": "Anders."})

        check_request = CheckRequest.objects.get()
        assert (check_request.handled, check_request.answer, check_request.text) == (True, "gestopt", "Het geld is op.")

    def test_without_an_answer_there_is_nothing_to_handle(self, client, path):
        check_request = CheckRequest.objects.get()

        client.post(desk.address(check_request), {"handled": "on"})

        assert not CheckRequest.objects.get().handled
        assert "wacht op de gemeente" in client.get(desk.address(CheckRequest, "changelist")).text

    def test_nobody_adds_a_check_request(self, client):
        assert client.get(reverse("admin:reviews_checkrequest_add")).status_code == 403

    def test_an_agreement_with_a_person_is_refused(self, client):
        initiative = make.initiative()
        data = {"initiative": initiative.pk, "mailbox": "jan@gmail.com", "agreed_on": "2026-01-01"}

        page = client.post(desk.address(ContactAgreement, "add"), data)

        assert "lijkt het adres van een persoon" in page.text
        client.post(desk.address(ContactAgreement, "add"), data | {"mailbox": MAILBOX})
        assert ContactAgreement.objects.get().mailbox == MAILBOX
