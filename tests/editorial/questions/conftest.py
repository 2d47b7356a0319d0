"""What every test of questions needs: an initiative of a municipality, which may have agreed to be asked."""

import pytest
from django.utils import timezone

from editorial.reviews.models import ContactAgreement
from tests.support import make
from tests.support.questions import MAILBOX


@pytest.fixture
def place():
    return make.municipality(name="Zwolle")


@pytest.fixture
def initiative(place):
    return make.initiative(title="Taalcoaches", municipalities=[place])


@pytest.fixture
def agreement(place):
    return ContactAgreement.objects.create(municipality=place, mailbox=MAILBOX, agreed_on=timezone.localdate())
