"""The page of work in the background: it moves by itself, with and without script, and ends at the result."""

import re

import pytest

from core.jobs.background import run_waiting
from core.jobs.models import BackgroundJob
from editorial.imports import jobs
from tests.support import make
from tests.support.sheets import UPLOAD, csv_of

from .people import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def followed(live_server, open_page, monkeypatch):
    """Opens the page of a long sheet that waits to be checked."""
    monkeypatch.setattr(jobs, "MOST_ROWS", dict.fromkeys(jobs.MOST_ROWS, 1))
    make.editor(password=make.PASSWORD)
    make.theme(name="Opvang")

    def follow(**options):
        page = open_page(width=375, **options)
        log_in(page, live_server.url)
        page.goto(live_server.url + UPLOAD)
        content = csv_of(["titel", "hoofdthema"], ["Taalmaatjes", "Opvang"], ["Fietsen", "Opvang"])
        page.set_input_files("#id_file", {"name": "werk.csv", "mimeType": "text/csv", "buffer": content})
        page.click(".submit-row input")
        return page

    return follow


def test_it_moves_by_itself_and_ends_at_the_result(followed, axe):
    page = followed(bypass_csp=True)
    assert axe(page) == []
    page.focus("[name=stop]")
    job = BackgroundJob.objects.get()
    job.claim()
    job.renew(phase="Rijen controleren", done=1, total=2)
    page.wait_for_selector("text=Rijen controleren: 1 van 2.")
    assert page.evaluate("document.activeElement.name") == "stop", "the focus stays where it was"
    job.renew(is_final=True)
    page.wait_for_selector("[name=stop]", state="detached")
    BackgroundJob.objects.update(holder="")
    run_waiting()

    page.wait_for_selector("text=De rijen zijn gecontroleerd: 2 nieuw")


def test_without_script_it_refreshes_when_asked(followed):
    page = followed(java_script_enabled=False)
    page.goto(f"{page.url}&vanzelf")  # as the link says, which is in a noscript
    run_waiting()

    page.wait_for_url(re.compile("vanzelf"))
    page.wait_for_selector("text=De rijen zijn gecontroleerd: 2 nieuw")
