"""The link in the mail about a submission, when it is opened too late."""

from datetime import timedelta

import pytest

from initiatives.models import Initiative
from tests.support import make
from tests.support.submission_forms import FORM_PATH, form_data, mailed_path

pytestmark = pytest.mark.django_db


def test_what_nobody_confirmed_in_time_cannot_be_confirmed(client, go_on):
    client.post(FORM_PATH, form_data(make.theme()))
    path = mailed_path()
    go_on(timedelta(days=7, seconds=1))

    assert client.post(path).status_code == 404
    assert not Initiative.objects.exists()
