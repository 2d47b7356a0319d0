"""An old address redirects to its initiative for ever: on every page with an address in it, and to no draft."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.records import State
from editorial.imports.applying import apply
from editorial.revisions.models import ensure_revision
from editorial.revisions.slug_change.move import change_slug
from editorial.submissions.drafts import confirm_submission
from editorial.submissions.models import Submission
from initiatives.models import Initiative, OldAddress
from initiatives.slugs import free_slug, used_slugs
from search.documents import DocumentKind
from search.matching import Search
from search.models import Entry
from tests.support import desk, make, sheets
from tests.support.document import Document

pytestmark = pytest.mark.django_db

FIELDS = [field.name for field in Initiative._meta.fields]


@pytest.fixture
def moved():
    """An initiative that had the address "oud"."""
    initiative = make.initiative(slug="oud", title="Taalcoaches", municipalities=[make.municipality()])
    change_slug(initiative, "nieuw")
    return Initiative.objects.get(pk=initiative.pk)


class TestPages:
    @pytest.mark.parametrize(
        "address", ["/initiatieven/{}/", "/initiatieven/{}/raadspagina/", "/aanmelden/klopt-niet/{}/"]
    )
    def test_every_page_of_it_follows_with_its_query(self, client, moved, address):
        response = client.get(address.format("oud") + "?zoals=gemeente&x=a%20b%26c")

        assert response.status_code == 301
        assert response["Location"] == address.format("nieuw") + "?zoals=gemeente&x=a%20b%26c"
        assert client.get(response["Location"]).status_code == 200

    def test_browsers_request_it_again_for_the_address_may_come_back(self, client, moved):
        assert client.get("/initiatieven/oud/")["Cache-Control"] == "no-cache"

    def test_a_posted_form_goes_along(self, client, moved):
        response = client.post("/aanmelden/klopt-niet/oud/", {"text": "Het klopt niet."})

        assert response.status_code == 308
        assert response["Location"] == "/aanmelden/klopt-niet/nieuw/"

    def test_a_chain_is_one_redirect(self, client, moved):
        change_slug(moved, "nog-nieuwer")

        for slug in ("oud", "nieuw"):
            assert client.get(f"/initiatieven/{slug}/")["Location"] == "/initiatieven/nog-nieuwer/"

    def test_back_to_an_earlier_address_is_no_loop(self, client, moved):
        change_slug(moved, "derde")
        change_slug(moved, "oud")

        assert client.get("/initiatieven/oud/").status_code == 200
        for slug in ("nieuw", "derde"):
            assert client.get(f"/initiatieven/{slug}/")["Location"] == "/initiatieven/oud/"
        assert {old.slug for old in OldAddress.objects.all()} == {"nieuw", "derde"}

    def test_the_old_address_of_a_withdrawn_one_leads_to_why(self, client, moved):
        Initiative.objects.update(state=State.WITHDRAWN, withdrawal_reason="Gestopt met subsidie.")

        response = client.get("/initiatieven/oud/", follow=True)

        assert response.redirect_chain == [("/initiatieven/nieuw/", 301)]
        assert response.status_code == 410
        assert "Gestopt met subsidie." in response.text

    def test_a_draft_is_not_there(self, client, moved):
        Initiative.objects.update(state=State.DRAFT)

        assert client.get("/initiatieven/oud/").status_code == 404

    def test_a_removed_one_is_gone_with_its_addresses(self, client, moved):
        moved.delete()

        assert client.get("/initiatieven/oud/").status_code == 404
        assert "oud" not in used_slugs()

    def test_a_miss_takes_few_queries(self, moved):
        for slug, max_queries in (("oud", 4), ("bestaat-niet", 4)):
            with CaptureQueriesContext(connection) as queries:
                Client().get(f"/initiatieven/{slug}/")
            assert len(queries) <= max_queries


class TestElsewhere:
    def test_a_comparison_that_was_mailed_still_works(self, client, moved):
        make.initiative(slug="ander", title="Taalmaatjes")

        response = client.get("/initiatieven/vergelijken/?i=oud&i=ander&i=nieuw")

        assert response.context["selection"].keys.keys() == {"nieuw", "ander"}
        assert response.context["selection"].unknown == []
        assert "/initiatieven/nieuw/" in [link["href"] for link in Document(response.text).find("a")]

    def test_a_comparison_knows_no_draft(self, client, moved):
        Initiative.objects.update(state=State.DRAFT)
        make.initiative(slug="ander")

        assert "Taalcoaches" not in client.get("/initiatieven/vergelijken/?i=oud&i=ander").text

    def test_what_machines_know_it_by_stays(self, client):
        initiative = make.initiative(slug="oud")
        addresses = [reverse("initiatives:feed"), reverse("initiatives:export"), reverse("sitemap")]
        feed_id = f"tag:inspiratiemarkt,2026:{initiative.code}"
        assert all("/initiatieven/oud/" in _text(client, address) for address in addresses)

        change_slug(initiative, "nieuw")

        texts = [_text(client, address) for address in addresses]
        assert all("/initiatieven/nieuw/" in text and "/oud/" not in text for text in texts)
        assert f"<id>{feed_id}</id>" in texts[0]
        assert initiative.code in texts[1]

    def test_search_lists_and_cached_pages_know_it_at_once(self, client):
        initiative = make.initiative(slug="oud", title="Taalcoaches", related=[make.initiative(slug="ander")])
        pages = ["/", "/initiatieven/", "/initiatieven/ander/", "/zoeken/?q=taalcoaches", "/initiatieven/oud/"]
        assert all("/initiatieven/oud/" in client.get(page).text for page in pages)

        change_slug(initiative, "nieuw")

        for page in pages[:-1]:
            text = client.get(page).text
            assert "/initiatieven/nieuw/" in text, page
            assert "/initiatieven/oud/" not in text, page
        assert client.get("/initiatieven/oud/").status_code == 301
        assert Entry.objects.get(title="Taalcoaches").url == "/initiatieven/nieuw/"
        assert Search("taalcoaches", DocumentKind.INITIATIVE).exact

    def test_a_revision_that_is_restored_keeps_the_current_address(self, moved):
        first = ensure_revision(moved)
        desk.draft(moved, make.editor(username="auteur"), title="Anders")
        desk.publish(moved)
        change_slug(moved, "derde")

        first.refresh_from_db()
        first.restore(make.editor())
        desk.publish(moved)

        assert Initiative.objects.get().slug == "derde"


class TestTaken:
    def test_no_other_initiative_takes_it(self, moved):
        with pytest.raises(ValidationError, match="Dit adres had een ander initiatief eerder"):
            Initiative(slug="oud").clean_fields(exclude=[name for name in FIELDS if name != "slug"])
        assert free_slug("Oud", used_slugs(), "initiatief") == "oud-2"

    def test_the_form_of_a_new_one_says_so(self, client, moved):
        client.force_login(make.editor())

        response = desk.save(client, Initiative, title="Iets anders", slug="oud", main_theme=moved.main_theme.pk)

        assert "Dit adres had een ander initiatief eerder" in response.text
        assert Initiative.objects.count() == 1

    def test_a_sheet_and_a_visitor_get_another_one(self, moved):
        apply(sheets.checked(sheets.csv_of(["titel", "hoofdthema"], ["Oud", moved.main_theme.name])).pk)
        kind = Submission.Kind.INITIATIVE
        submission = Submission.objects.create(kind=kind, title="Oud", text="Wat.", theme=moved.main_theme)
        confirm_submission(submission)

        assert sorted(Initiative.objects.exclude(pk=moved.pk).values_list("slug", flat=True)) == ["oud-2", "oud-3"]


def _text(client, address):
    response = client.get(address)
    return b"".join(response.streaming_content).decode() if response.streaming else response.text
