"""The words on every page, as a reader meets them."""

import re

import pytest

from tests.portal.test_html import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content"), pytest.mark.on_sqlite_only]

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
SPACE_BEFORE_STOP = re.compile(r"[^\s.…] [.,;](?=\s|$)")


def test_visitors_are_addressed_formally():
    """What a source says literally is not ours to change."""

    def check(page):
        quotes = " ".join(quote.text for quote in page.find("blockquote", "q", "cite"))
        return [word for word in FAMILIAR.findall(page.find("body")[0].text) if word not in FAMILIAR.findall(quotes)]

    assert faults(check) == []


def test_no_space_stands_before_a_full_stop_or_a_comma():
    def check(page):
        text = " ".join(main.text for main in page.find("main"))
        return [text[max(0, match.start() - 60) : match.end()] for match in SPACE_BEFORE_STOP.finditer(text)]

    assert faults(check) == []
