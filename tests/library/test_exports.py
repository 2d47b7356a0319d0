"""The files for machines name the pictures and papers of what is on the site, and no others."""

import csv
import io

import pytest

from library.models import Picture
from tests.support import make

pytestmark = pytest.mark.django_db


def test_the_csv_has_their_addresses(client, settings):
    initiative, picture, paper = make.initiative(), make.picture(), make.paper()
    hidden = make.picture(people=Picture.People.NO_CONSENT)
    for shown in (picture, hidden):
        initiative.galleryitems.create(picture=shown)
    initiative.attachments.create(paper=paper)
    make.published(initiative)
    text = client.get("/initiatieven/export/").getvalue().decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text))

    assert row["afbeeldingen"] == settings.PORTAL_URL + picture.largest
    assert row["documenten"] == settings.PORTAL_URL + paper.download
    assert client.get(picture.largest).status_code == 200
