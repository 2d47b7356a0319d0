"""The audit log: every action at the desk, never changed afterwards, and without secrets."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.http import origin
from core.records import State
from editorial.audit.log import object_reference
from editorial.audit.models import AppendOnlyError, AuditEntry
from sources.models import Publication
from tests.editorial.accounts.test_roles import ADMINISTRATOR, SUBMITTER, person
from tests.support import desk, make

pytestmark = pytest.mark.django_db
SECRET = "een-heel-geheim-woord-9"


def lines():
    """What the log says, oldest first."""
    return list(AuditEntry.objects.order_by("pk").values_list("actor", "action", "object_key", "result"))


def entry(**fields):
    line = AuditEntry(**{"action": "wijzigen", "result": "ok"} | fields)
    line.save()
    return line


def test_a_change_is_recorded_with_its_object(client):
    client.force_login(make.editor())
    urk = make.municipality(name="Urk")

    desk.save(client, urk, population=22_000)

    line = AuditEntry.objects.get()
    assert lines() == [("redacteur", "wijzigen", str(urk.pk), "ok")]
    assert (line.object, line.object_type, line.origin) == ("Urk", "municipalities.municipality", "127.0.0.1")


def test_an_action_on_a_list_is_recorded_for_each_record(client, settings):
    settings.FOUR_EYES = False
    client.force_login(make.editor())
    place = make.municipality()
    drafts = [make.initiative(state=State.DRAFT, municipalities=[place]) for _ in range(2)]

    desk.act(client, "publish", *drafts, confirm="1")

    assert sorted(lines()) == sorted(("redacteur", "Publiceren", str(draft.pk), "ok") for draft in drafts)


def test_a_verb_of_a_revision_is_recorded_by_its_label(client):
    client.force_login(make.editor())
    revision = desk.draft(make.initiative(title="Taalcoaches"), title="Taalmaatjes")
    address = reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])

    for verb in ("submit", "publish"):
        client.post(address, {"verb": verb})

    key = str(revision.initiative_id)
    assert lines() == [("redacteur", "laat beoordelen", key, "ok"), ("redacteur", "publiceer", "", "refused")]


def test_an_invalid_form_and_a_forbidden_page_are_recorded(client):
    client.force_login(make.editor())
    theme = make.theme()

    desk.save(client, theme, name="")
    client.post(desk.address(User, "add"), {"username": "x"})

    assert [line[3] for line in lines()] == ["refused", "refused"]


def test_an_error_is_recorded_though_nothing_is_saved(client, monkeypatch):
    client.force_login(make.editor())
    client.raise_request_exception = False
    source = make.publication(title="Oud")

    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr(type(admin.site.get_model_admin(Publication)), "after_change", fail)
    desk.save(client, source, title="Nieuw")

    assert lines() == [("redacteur", "wijzigen", str(source.pk), "error")]
    assert Publication.objects.get().title == "Oud"


def test_login_and_logout_are_recorded(client, settings):
    settings.SECOND_FACTOR = False
    make.editor(password=SECRET)
    login = reverse("account_login")

    client.post(login, {"login": "redacteur", "password": "fout"})
    client.post(login, {"login": SECRET, "password": "fout"})
    client.post(login, {"login": "redacteur", "password": SECRET})
    client.post(reverse("admin:logout"))

    assert [line[:2] + line[3:] for line in lines()] == [
        ("redacteur", "inloggen", "refused"),
        ("", "inloggen", "refused"),
        ("redacteur", "inloggen", "ok"),
        ("redacteur", "uitloggen", "ok"),
    ]


def test_no_password_is_stored(client, settings):
    settings.SECOND_FACTOR = False
    make.editor(password=make.PASSWORD)
    client.post(reverse("account_login"), {"login": "redacteur", "password": make.PASSWORD})
    data = {"old_password": make.PASSWORD, "new_password1": SECRET, "new_password2": SECRET}

    client.post(reverse("admin:password_change"), data)

    stored = str(list(AuditEntry.objects.values()))
    assert lines()[-1][1::2] == ("wachtwoord wijzigen", "ok")
    assert SECRET not in stored
    assert make.PASSWORD not in stored
    assert client.session.session_key not in stored


def test_a_password_that_an_administrator_sets_is_recorded_without_it(client, django_capture_on_commit_callbacks):
    client.force_login(person(ADMINISTRATOR))
    editor = make.editor()
    new = {"password1": SECRET, "password2": SECRET, "usable_password": "true"}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:auth_user_password_change", args=[editor.pk]), new)

    assert lines() == [(ADMINISTRATOR, "wachtwoord wijzigen", str(editor.pk), "ok")]
    assert SECRET not in str(list(AuditEntry.objects.values())) + mail.outbox[0].body


def test_what_a_submitter_may_not_reach_is_recorded_as_refused(client):
    client.force_login(person(SUBMITTER))
    shown, theme = make.initiative(), make.theme()

    client.post(desk.address(shown), {"title": "Gekaapt"})
    client.post(desk.address(theme), {"name": "Gekaapt"})

    assert [line[2:] for line in lines()] == [(str(shown.pk), "refused"), (str(theme.pk), "refused")]


def test_nothing_changes_a_line():
    line = entry()

    for attempt in (line.save, line.delete, AuditEntry.objects.all().delete, AuditEntry.objects.all().update):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET actor = 'ander'")
    assert lines() == [("", "wijzigen", "", "ok")]


def test_old_lines_are_purged_and_that_is_recorded(settings):
    entry(actor="oud", time=timezone.now() - timedelta(days=400))
    entry(actor="nieuw")

    call_command("purge_audit")

    assert [line[0] for line in lines()] == ["nieuw", "purge_audit"]


def test_the_origin_is_the_address_that_the_proxy_saw(settings):
    request = RequestFactory().post("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7")

    assert origin(request) == "10.0.0.1"
    settings.TRUSTED_PROXY = True
    assert origin(request) == "192.0.2.7"


@pytest.mark.parametrize("passed_on", ["192.0.2.7:5678", "[2001:db8::7]:5678", "[2001:db8::7]", "2001:db8::7"])
def test_the_proxy_may_name_the_port(settings, passed_on):
    settings.TRUSTED_PROXY = True
    request = RequestFactory().post("/", HTTP_X_FORWARDED_FOR=f"6.6.6.6, {passed_on}")

    assert origin(request) in {"192.0.2.7", "2001:db8::7"}


def test_the_log_is_downloaded_without_formulas(client):
    client.force_login(person(ADMINISTRATOR))
    line = entry(object="=1+1", actor="anne")
    data = {"action": "download", "_selected_action": line.pk, "index": 0}

    response = client.post(desk.address(AuditEntry, "changelist"), data)

    assert "'=1+1" in response.getvalue().decode()
    assert lines()[-1] == (ADMINISTRATOR, "Downloaden als CSV", "", "ok")
    assert client.post(desk.address(line, "delete"), {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.filter(pk=line.pk).exists()


class TestList:
    @pytest.fixture
    def reader(self, client):
        client.force_login(person(ADMINISTRATOR))
        return client

    def listed(self, reader, **query):
        return reader.get(desk.address(AuditEntry, "changelist", **query))

    def test_a_line_links_to_its_record_when_the_reader_may_see_it(self, reader):
        anne, place = make.editor(username="anne"), make.municipality(name="Urk")
        theme = make.theme(name="Wonen")
        for record in (anne, place, theme):
            kind, key, name = object_reference(record)
            entry(object_type=kind, object_key=key, object=name)

        page = self.listed(reader).text

        assert f'<a href="{desk.address(anne)}">anne</a>' in page
        assert f'<a href="{desk.address(place)}">Urk</a>' in page
        assert "Wonen" in page
        assert desk.address(theme) not in page

    @pytest.mark.parametrize("key", ["99999", "9" * 40, "x", "", "-1", "²", "1/../2"])
    def test_a_missing_record_has_no_link(self, reader, key):
        entry(object_type="auth.user", object_key=key, object="weg")
        entry(object_type="oud.soort", object_key=key)

        page = self.listed(reader)

        assert page.status_code == 200
        assert ">weg<" in page.text

    def test_its_words_are_dutch(self, reader):
        for _time in range(2):
            entry(object_type="auth.user")

        page = self.listed(reader).text

        assert "<h1>Logboek</h1>" in page
        assert "2 regels in het logboek" in page
        assert ">Gebruiker<" in page
        assert "Selecteer regel" not in page

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ({"action": "wijzigen"}, 1),
            ({"actor": "anne"}, 1),
            ({"result__exact": "refused"}, 1),
            ({"soort": "auth.user"}, 1),
            ({"time__gte": "2026-01-01 00:00:00+01:00"}, 2),
            ({"soort": "bestaat niet"}, 0),
        ],
    )
    def test_it_is_filtered(self, reader, query, count):
        entry(actor="anne", object_type="auth.user")
        entry(actor="bo", action="inloggen", result="refused")
        entry(actor="oud", action="verwijderen", time=timezone.now() - timedelta(days=10_000))

        assert self.listed(reader, **query).context["cl"].result_count == count

    def test_more_lines_need_no_more_queries(self, reader, django_assert_max_num_queries):
        people = [make.editor(username=f"r{n}") for n in range(6)]
        entry(object_type="auth.user", object_key=str(people[0].pk))
        self.listed(reader)
        with CaptureQueriesContext(connection) as few:
            self.listed(reader)
        for somebody in people:
            entry(object_type="auth.user", object_key=str(somebody.pk))

        with django_assert_max_num_queries(len(few)):
            self.listed(reader)


def test_the_form_of_an_account_says_what_its_boxes_mean(client):
    client.force_login(person(ADMINISTRATOR))

    page = client.get(desk.address(make.editor())).text + client.get(desk.address(User, "add")).text

    for words in ("Toegang tot de redactie", "Alle rechten", "Account in gebruik", "Hiermee logt deze persoon in."):
        assert words in page
    for words in ("tafstatus", "upergebruiker", "LDAP", "Waar wordt dit gebruikt"):
        assert words not in page
