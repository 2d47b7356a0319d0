"""What visitors miss most is asked in the form: costs, what did not work, and a mailbox for questions."""

import pytest

from editorial.submissions.models import Submission
from initiatives.models import Initiative
from tests.support import make
from tests.support.submission_forms import FORM_PATH, form_data, mailed_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    make.municipality(name="Zwolle")
    return make.theme(name="Taal")


def test_costs_lessons_and_mailbox_are_in_the_draft(client, theme):
    fields = {"costs": "€ 40.000 per jaar.", "lessons": "Te weinig coaches.", "mailbox": "taal@zwolle.example"}
    client.post(FORM_PATH, form_data(theme, **fields))
    path = mailed_path()
    client.post(path)

    draft = Initiative.objects.get()
    assert (draft.cost_note, draft.lessons, draft.contact_email) == tuple(fields.values())
    page = client.get(path).text
    assert all(text in page for text in fields.values())


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("costs", "x" * 501, "Gebruik hoogstens 500 tekens."),
        ("lessons", "x" * 2001, "Gebruik hoogstens 2000 tekens."),
        ("mailbox", "jan.jansen@zwolle.nl", "Dit lijkt het adres van een persoon."),
        ("mailbox", "geen adres", "Dit is geen mailadres."),
    ],
)
def test_what_is_refused(client, theme, field, value, message):
    page = client.post(FORM_PATH, form_data(theme) | {field: value})

    assert message in page.text
    assert not Submission.objects.exists()
