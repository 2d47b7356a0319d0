"""The page about open data says how large its files were, and of which day that is."""

import datetime

import pytest

from opendata import file_sizes
from opendata.jobs import JOBS
from opendata.schemas import KINDS
from tests.support import make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def rows(client):
    """The datasets on the page, with how many records they had if that is there, and the text beside each."""
    page = Document(client.get("/open-data/").text)
    pairs = [(row.find("dt")[0].text, row.find("dd")[0].text) for row in page.find("div") if row.find("dt")]
    return {name: text for name, text in pairs if "Excel" in text}


def test_without_a_measurement_only_the_files_are_there(client):
    assert file_sizes.measured() == (None, {})
    assert rows(client)["Initiatieven"].split() == ["CSV", "Excel", "JSON"]
    assert "gemeten op" not in client.get("/open-data/").text


def test_the_day_and_the_figures_are_those_of_the_measurement(client, today):
    make.initiative(state="published")
    message = JOBS[0].run()
    size = len(b"".join(client.get("/open-data/initiatieven/export/?formaat=json")))
    make.initiative(state="published")
    today(datetime.date(2026, 12, 1))

    assert message == f"Gemeten bestanden: {len(KINDS) * 3}."
    assert file_sizes.measured()[1]["initiatieven"]["bytes"]["json"] == size
    assert rows(client)["Initiatieven (1)"].count("KB)") == 3
    assert "gemeten op 29 november 2026" in client.get("/open-data/").text


def test_what_has_many_records_is_counted_and_not_written(client, monkeypatch, today):
    monkeypatch.setattr(file_sizes, "MAX_RECORDS", 1)
    make.initiative(state="published")
    make.initiative(state="published")
    file_sizes.measure()

    assert file_sizes.measured()[1]["initiatieven"] == {"records": 2, "bytes": {}}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"day": "x", "datasets": {}}', '{"day": null}'])
def test_a_broken_file_is_as_none(settings, client, text):
    (settings.VAR_DIR / "open-data.json").write_text(text)

    assert file_sizes.measured() == (None, {})
    assert client.get("/open-data/").status_code == 200
