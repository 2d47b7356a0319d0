"""From a visitor who says that something is wrong to the answer of an editor."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from core.records import State
from editorial.submissions.models import Submission
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document
from tests.support.mails import deliver
from tests.support.submission_forms import SENDER, mailed_path, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def correction(client):
    """A correction of an initiative on the site."""
    initiative = make.initiative(title="Nachtopvang", slug="nachtopvang")
    url = reverse("submissions:correct", args=["nachtopvang"])
    response = client.post(url, {"text": "Dit is gestopt.", "email": SENDER, "shown": shown()})
    assert response.headers["Location"] == reverse("submissions:thanks")
    return Submission.objects.get(initiative=initiative)


def test_a_correction_is_with_the_editors_at_once(client, correction):
    path = mailed_path()
    assert "Laat het ons weten" in client.get("/initiatieven/nachtopvang/").text
    client.force_login(make.editor())

    assert "Nachtopvang" in client.get(desk.address(Submission, "changelist")).text
    desk.save(client, correction, standing="verwerkt")
    call_command("notify_submitters")
    assert len(deliver()) == 1, "nothing is mailed to an address that nobody confirmed"
    client.post(path)
    call_command("notify_submitters")
    assert "verwerkt" in deliver()[1].body
    assert Initiative.objects.count() == 1
    assert Document(client.get(path).text).find("strong")[0].text == "Stand: verwerkt"


def test_a_correction_without_an_address(client):
    make.initiative(slug="hotelboot")
    client.post("/aanmelden/klopt-niet/hotelboot/", {"text": "Het klopt niet.", "shown": shown()})

    assert deliver() == []
    assert Submission.objects.get().token_hash is None


def test_a_correction_of_what_is_not_on_the_site(client):
    make.initiative(slug="concept", state=State.DRAFT)
    make.initiative(slug="weg", state=State.WITHDRAWN)

    assert client.get("/aanmelden/klopt-niet/concept/").status_code == 404
    assert client.get("/aanmelden/klopt-niet/weg/").status_code == 410
