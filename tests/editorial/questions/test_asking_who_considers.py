"""A question to a municipality that considers an example too: the relay, so that they find each other."""

import pytest
from django.utils import timezone

from core.generation import content_change
from editorial.questions.models import Question
from editorial.reviews.models import ContactAgreement
from initiatives.models import Consideration
from tests.support import desk, make
from tests.support.mails import deliver
from tests.support.questions import WORDS, ask_path, mailed_path, question_data

pytestmark = pytest.mark.django_db
MAILBOX = "samenleven@ede.example"


@pytest.fixture
def ede():
    return make.municipality(name="Ede", slug="ede")


@pytest.fixture
def path(initiative, ede):
    """The path of the form to ask Ede, which considers the example as two others do."""
    with content_change():
        for place in (ede, make.municipality(name="Assen"), make.municipality(name="Breda")):
            Consideration.objects.create(initiative=initiative, municipality=place, said_on=timezone.localdate())
    return f"{ask_path(initiative)}?aan=ede"


def ask(client, path):
    client.post(path, question_data())
    client.post(mailed_path())


def test_the_page_leads_to_it_and_the_form_says_whom_it_reaches(client, initiative, path):
    assert f'href="{path}"' in client.get(initiative.get_absolute_url()).text

    page = client.get(path).text
    assert "Uw vraag is voor de gemeente Ede, die dit volgens een bezoeker ook overweegt." in page
    assert f'action="{path}"' in page
    assert "<h1>Stel een vraag aan de gemeente Ede</h1>" in page
    assert f'<a href="{ask_path(initiative)}">Vraag het liever aan de gemeente die dit al doet</a>' in page
    assert "(Zwolle)" not in page


def test_it_goes_to_the_mailbox_of_that_municipality(client, path, ede, agreement):
    ContactAgreement.objects.create(municipality=ede, mailbox=MAILBOX, agreed_on=timezone.localdate())

    ask(client, path)

    mail = deliver()[-1]
    assert mail.to == [MAILBOX]
    assert WORDS in mail.body
    assert "een voorbeeld uit Zwolle" in mail.body
    assert "een bezoeker meldde dat de gemeente Ede dit ook overweegt" in mail.body


def test_an_editor_forwards_it_and_saves_the_mailbox_for_that_municipality(path, ede, agreement):
    client = desk.EditorsClient()
    client.force_login(make.editor(superuser=True))
    ask(client, path)
    question = Question.objects.get()
    assert question.state == Question.State.WAITING
    assert "Ede" in client.get(desk.address(Question, "changelist")).text

    assert desk.save(client, question, mailbox=MAILBOX, save_for="initiatief").status_code == 200
    assert desk.save(client, question, mailbox=MAILBOX, save_for="gemeente").status_code == 302

    assert ContactAgreement.objects.get(mailbox=MAILBOX).municipality == ede
    assert [mail.to for mail in deliver() if WORDS in mail.body] == [[MAILBOX]]


def test_who_does_not_visibly_consider_it_cannot_be_asked(client, initiative, path):
    make.municipality(name="Tiel", slug="tiel")
    Consideration.objects.filter(municipality__name="Assen").delete()
    with content_change():
        pass

    for slug in ("tiel", "ede", "bestaat-niet"):
        assert client.get(f"{ask_path(initiative)}?aan={slug}").status_code == 404
