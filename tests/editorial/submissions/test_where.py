"""The municipality in the contribution form: a village will do, and a name that looks like another asks once."""

import pytest

from editorial.submissions.drafts import find_municipalities
from editorial.submissions.models import Submission
from tests.support import make
from tests.support.document import Document
from tests.support.submission_forms import FORM_PATH, form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    weert = make.municipality(name="Weert", slug="weert")
    make.place("Stramproy", municipality=weert)
    for name in ("Halderberge", "Maashorst"):
        make.place("Hoeven", municipality=make.municipality(name=name, slug=name.lower()), has_other_meaning=True)
    return make.theme(name="Taal")


def sent(client, theme, **changes):
    return client.post(FORM_PATH, form_data(theme, **changes))


def asked(response):
    """The hidden answer of a form that is shown again."""
    [field] = [field for field in Document(response.text).find("input") if field["name"] == "asked"]
    return field["value"] or ""


@pytest.mark.parametrize(
    ("where", "question"),
    [
        ("Wert", "Bedoelde u Weert?"),
        ("Weert, Stramprooy", "Bedoelde u Stramproy?"),
        ("Hoeven", "Hoeven ligt in Halderberge en Maashorst. Welke gemeente bedoelt u?"),
    ],
)
def test_it_asks_once(client, theme, where, question):
    response = sent(client, theme, where=where)

    assert response.status_code == 200
    assert question in response.text
    assert not Submission.objects.exists()
    assert sent(client, theme, where=where, asked=asked(response)).status_code == 302
    assert Submission.objects.get().where == where


def test_another_wrong_name_is_asked_about_too(client, theme):
    first = sent(client, theme, where="Wert")

    assert "Bedoelde u Stramproy?" in sent(client, theme, where="Stramprooy", asked=asked(first)).text


@pytest.mark.parametrize("where", ["Weert", "Stramproy", "Weert, Halderberge", "heel Nederland", "Regio Noord"])
def test_what_is_known_or_like_nothing_is_taken(client, theme, where):
    assert sent(client, theme, where=where).status_code == 302


def test_a_village_becomes_its_municipality(client, theme):
    assert find_municipalities("Stramproy, Hoeven") == (["weert"], ["Hoeven"])


def test_what_was_typed_is_still_there(client, theme):
    page = Document(sent(client, theme, where="Wert").text)
    fields = {field["name"]: field["value"] for field in page.find("input")}

    assert (fields["where"], fields["title"]) == ("Wert", "Taalcafé in de bieb")
