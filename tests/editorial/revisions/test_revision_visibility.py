"""A concept is seen in its preview by editors, and on no public address, not even through a memo."""

import pytest
from django.urls import reverse

from initiatives.models import Initiative
from search.documents import DocumentKind
from search.matching import Search
from tests.support import desk, make
from tests.support.document import Document
from tests.support.public_urls import public_patterns, record_paths

pytestmark = pytest.mark.django_db
SECRET = "Geheimzinnig"


@pytest.fixture(autouse=True)
def editor(client):
    person = make.editor()
    client.force_login(person)
    return person


@pytest.fixture
def shown():
    return make.initiative(title="Taalcoaches", municipalities=[make.municipality(name="Zwolle")])


def preview(client, record, number):
    return client.get(reverse("admin:initiative_revision_preview", args=[record.pk, number]))


class TestPreview:
    def test_it_is_the_public_page_of_the_concept(self, client, editor, shown):
        desk.save(client, shown, title=SECRET, municipalities=[make.municipality(name="Urk").pk])

        for response in (
            preview(client, shown, 2),
            client.get(desk.address(shown, "preview")),
        ):
            assert SECRET in Document(response.text).find("h1")[0].text
            assert "Urk" in response.text
            assert "alleen de redactie ziet deze pagina zo" in response.text
            assert response["X-Robots-Tag"] == "noindex"
            assert "no-store" in response["Cache-Control"]
        assert Initiative.objects.get(pk=shown.pk).title == "Taalcoaches"

    def test_nothing_computed_for_it_is_cached(self, client, shown):
        desk.save(client, shown, title=SECRET)
        other = make.initiative(main_theme=shown.main_theme, municipalities=[make.municipality()])

        preview(client, shown, 2)

        client.logout()
        assert SECRET not in client.get(other.get_absolute_url()).text
        assert SECRET not in client.get(reverse("initiatives:list")).text


def test_a_concept_is_on_no_public_address(client, editor, shown):
    texts = {
        "title": f"Zoekwoord {SECRET}",
        "summary": SECRET,
        "approach": SECRET,
        "tags": SECRET,
        "internal_note": SECRET,
    }
    desk.save(client, shown, **texts, **desk.part("partners", name=SECRET))
    revision = shown.revisions.open().get()
    revision.submit(editor)
    revision.send_back(editor, SECRET)
    client.get(desk.address(shown))
    preview(client, shown, 2)
    client.logout()

    fixed = [reverse(name) for name, arguments in public_patterns().items() if not arguments]
    records = [path for paths in record_paths().values() for path in paths]
    addresses = [*fixed, *records, "/zoeken/?q=zoekwoord", "/initiatieven/?q=zoekwoord"]
    assert len(addresses) > 20
    for address in addresses:
        response = client.get(address)
        text = b"".join(response.streaming_content).decode() if response.streaming else response.text
        assert SECRET not in text, address
    assert not Search(SECRET, DocumentKind.INITIATIVE).exact
