"""From a page of the site to its form at the desk, the log of a record, and a second factor that is reset."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import User

from core.records import State
from editorial.accounts.roles import ADMINISTRATORS, SUBMITTERS, ensure_groups
from editorial.audit.models import AuditEntry
from editorial.outbox.models import Mail
from pages.models import FixedPage
from tests.support import desk, make
from tests.support.login import LOGIN

pytestmark = pytest.mark.django_db

EDIT = "/beheer/bewerk/"


def coming_from(page):
    return {"referer": f"http://testserver{page}"}


class TestBewerk:
    def test_each_page_leads_there_and_is_the_same_for_everybody(self, client, admin_client):
        initiative = make.initiative()
        page = client.get(initiative.get_absolute_url())

        assert f'href="{EDIT}"' in page.text
        assert not page.cookies
        assert admin_client.get(initiative.get_absolute_url()).content == page.content

    def test_it_opens_the_form_of_what_the_page_is_about(self, admin_client):
        source = make.publication()
        for record in [make.initiative(), source, make.theme(), make.municipality(), make.bottleneck()]:
            response = admin_client.get(EDIT, headers=coming_from(record.get_absolute_url()))

            assert response["Location"] == desk.address(record)

    def test_a_fixed_page_has_one_too(self, admin_client):
        response = admin_client.get(EDIT, headers=coming_from("/over/"))

        assert response["Location"] == desk.address(FixedPage.objects.get(slug="over"))

    @pytest.mark.parametrize("page", ["/", "/en/", "/bestaat/niet/", "/initiatieven/x/", "", "//x", "\x00"])
    def test_without_a_form_it_says_so(self, admin_client, page):
        response = admin_client.get(EDIT, {"pagina": page}, follow=True)

        assert response.redirect_chain[-1][0] == "/beheer/"
        assert "Deze bladzijde heeft geen eigen formulier." in response.text

    def test_a_stranger_logs_in_first(self, client):
        initiative = make.initiative()
        response = client.get(EDIT, headers=coming_from(initiative.get_absolute_url()))

        assert response["Location"].startswith(LOGIN)
        following = parse_qs(urlsplit(response["Location"]).query)["next"][0]
        client.force_login(make.editor(superuser=True))
        assert client.get(following)["Location"] == desk.address(initiative)


class TestTheLogOfARecord:
    def history(self, client, record):
        return client.get(desk.address(record, "history")).text

    def test_an_editor_reads_it_without_addresses(self, client):
        theme = make.theme()
        client.force_login(make.editor())
        key = {"object_type": "themes.theme", "object_key": str(theme.pk)}
        AuditEntry.objects.create(action="publiceren", actor="jansen", result="refused", origin="10.9.8.7", **key)
        AuditEntry.objects.create(
            action="iets anders", actor="x", result="ok", object_type="themes.theme", object_key="0"
        )

        page = self.history(client, theme)
        assert "jansen" in page
        assert "niet uitgevoerd" in page
        assert "10.9.8.7" not in page
        assert "iets anders" not in page

    def test_a_submitter_does_not(self, client):
        place = make.municipality()
        draft = make.initiative(state=State.DRAFT, municipalities=[place])
        user = make.editor(username="inzender")
        user.groups.set([ensure_groups(apps, SUBMITTERS)])
        user.municipalityaccess_set.create(municipality=place)
        key = {"object_type": "initiatives.initiative", "object_key": str(draft.pk)}
        AuditEntry.objects.create(action="publiceren", actor="jansen", result="refused", **key)
        client.force_login(user)

        assert "jansen" not in self.history(client, draft)


class TestResettingASecondFactor:
    @pytest.fixture
    def administrator(self):
        user = User.objects.create_user("baas", "baas@redactie.example", is_staff=True)
        user.groups.add(ensure_groups(apps, ADMINISTRATORS))
        return user

    @pytest.fixture
    def forgetful(self):
        user = make.editor(username="vergeten")
        for kind in [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]:
            Authenticator.objects.create(user=user, type=kind, data={"secret": "s"})
        return user

    def test_an_administrator_does_it_after_a_question(self, client, administrator, forgetful):
        client.force_login(administrator)
        question = desk.act(client, "reset_second_factor", forgetful)
        assert "Controleer eerst of het echt die persoon is" in question.text
        assert forgetful.authenticator_set.count() == 2

        desk.act(client, "reset_second_factor", forgetful, confirm=1)

        assert not forgetful.authenticator_set.exists()
        entry = AuditEntry.objects.get(object_type="auth.user", action="Tweede stap verwijderen")
        assert (entry.actor, entry.object) == ("baas", "vergeten")
        mails = dict(Mail.objects.values_list("recipient", "subject"))
        assert mails["vergeten@redactie.example"] == "Uw tweede stap is verwijderd"
        assert mails["baas@redactie.example"] == "Er is iets veranderd aan de accounts"

    def test_not_of_a_superuser_nor_of_oneself(self, client, administrator):
        chief = make.editor(username="alles", superuser=True)
        for user in [chief, administrator]:
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "s"})
        client.force_login(administrator)

        for user in [chief, administrator]:
            desk.act(client, "reset_second_factor", user, confirm=1)
            assert user.authenticator_set.count() == 1

    def test_not_by_an_editor(self, client, forgetful):
        client.force_login(make.editor())

        assert desk.act(client, "reset_second_factor", forgetful, confirm=1).status_code == 403
        assert forgetful.authenticator_set.count() == 2
