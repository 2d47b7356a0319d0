"""What a dump has beside its records: what visitors saw change, where merged addresses lead, and notes."""

import pytest
from django.core.management import call_command

from core.merging import MergeRefused, undo_merge
from core.models import Merge
from initiatives.models import Initiative
from sources.models import Publication
from tests.support.document import Document
from tests.support.dumps import dump, full_market, wipe

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return full_market()


@pytest.mark.parametrize("is_public", [False, True], ids=["all", "public"])
def test_what_visitors_saw_change_is_seen_after_it_too(market, client, tmp_path, is_public):
    dump(tmp_path / "dump", public=is_public)
    pages = [f"/initiatieven/{market.slug}/", f"/initiatieven/{market.slug}/wijzigingen/"]
    before = [Document(client.get(page).text).find("main")[0].text for page in pages]
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")

        assert [Document(client.get(page).text).find("main")[0].text for page in pages] == before
    assert "Cijfers erbij." in before[0]
    assert "Oud → Nieuw" in before[1]


def test_the_address_of_what_was_merged_still_leads_on(market, client, tmp_path):
    """It cannot be parted again there: a dump does not have what is gone."""
    source = Publication.objects.get(title="Rapport")
    dump(tmp_path / "dump")
    with wipe(tmp_path):
        call_command("load_content", folder=tmp_path / "dump")
        response = client.get("/bronnen/dubbel/")

        assert (response.status_code, response.headers["Location"]) == (301, source.get_absolute_url())
        assert client.get("/id/DUBBEL-1").status_code == 301
        with pytest.raises(MergeRefused, match="kopie"):
            undo_merge(Merge.objects.first())


def test_an_editors_history_and_passages_stay(market, tmp_path):
    dump(tmp_path / "dump")
    Initiative.objects.filter(pk=market.pk).update(change_notes=[])
    Publication.objects.filter(title="Rapport").update(excerpt="Van hier.")
    call_command("load_content", folder=tmp_path / "dump")

    assert Initiative.objects.get(pk=market.pk).change_notes == []
    assert Publication.objects.get(title="Rapport").excerpt == "Van hier."
    assert market.public_changes.count() == 2
    assert Merge.objects.count() == 2
