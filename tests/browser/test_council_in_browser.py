"""The paper for the council: at most two sheets of A4, whatever an editor wrote."""

import re

import pytest
from playwright.sync_api import Page, expect

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from tests.support import make
from tests.support.thoroughness import tries

pytestmark = pytest.mark.browser
INITIATIVE = "/initiatieven/24-uursopvang-ongedocumenteerden-amsterdam/"
WORDS = "De gemeente, de corporatie en de vrijwilligers spraken elke week over de voortgang van dit initiatief. "


def sheets(page: Page) -> int:
    """How many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))


def longest_first() -> list[str]:
    """The slugs of all initiatives, that with most text first."""
    names = ["situation", "approach", "support", "lessons", "conditions", "status_reason", "cost_note"]

    def length(initiative):
        results = sum(len(f"{result.definition}{result.publication.title}") for result in initiative.results.all())
        sources = sum(
            len(f"{source.publication.title}{source.publication.url}") for source in initiative.citations.all()
        )
        return results + sources + sum(len(getattr(initiative, name)) for name in names)

    initiatives = sorted(Initiative.objects.published().for_page(), key=length, reverse=True)
    return [initiative.slug for initiative in initiatives]


def test_the_records_with_most_text_fit_two_sheets(site, page):
    for slug in longest_first()[: tries(12, None)]:
        page.goto(f"{site}/initiatieven/{slug}/raadspagina/")

        assert sheets(page) <= 2, slug
        expect(page.get_by_text("ngekort")).to_have_count(0)


def full(name: str, words: str) -> str:
    """A text that fills a field; one without a limit gets far too much."""
    length = Initiative._meta.get_field(name).max_length or 20_000
    return (words * (length // len(words) + 1))[:length]


def monster(words: str) -> Initiative:
    """An initiative with every field at its maximum, and far too many of everything."""
    texts = ["title", "summary", "status_reason", "as_of_text", "lead_time", "situation", "approach", "support"]
    texts += ["lessons", "conditions", "cost_one_off", "cost_yearly", "cost_funding", "cost_note", "fte", "country"]
    texts += ["contact_name"]
    url = f"https://bron.example/{'pad-' * 119}"
    sources = [
        make.publication(title=(words * 4)[:300], publisher=(words * 2)[:150], url=url, date="2025-09-30")
        for _number in range(25)
    ]
    initiative = make.initiative(
        slug="m" * 80,
        code="M" * 20,
        kind=InitiativeKind.FOREIGN,
        status=InitiativeStatus.PREPARING,
        as_of="2020",
        **make.assessment(Evidence.EVALUATED),
        band_one_off="250000-1-miljoen",
        band_yearly="250000-1-miljoen",
        start_year=2010,
        end_year=2020,
        next_check="2020-01-01",
        contact_email=f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example",
        municipalities=[make.municipality(name=f"{number} {words}"[:60]) for number in range(25)],
        target_groups=[make.target_group(name=f"{number} {words}"[:60]) for number in range(25)],
        bottlenecks=[make.bottleneck(title=f"{number} {words}"[:120]) for number in range(25)],
        frameworks=[make.framework(name=f"{number} {words}"[:120], valid_until="2020-02-02") for number in range(25)],
        sources=sources,
        **{name: full(name, words) for name in texts},
    )
    for source in sources:
        initiative.partners.create(name=(words * 2)[:200], role=(words * 2)[:150])
        initiative.results.create(
            value=words[:60],
            unit=words[:100],
            definition=words * 30,
            denominator=(words * 2)[:200],
            period=(words * 2)[:120],
            publication=source,
        )
    return initiative


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "Woord. ",
        "GEMEENTEWERKWIJZE ",
        "W" * 120,
        "- punt\n",
        "1. punt\n\n",
        "> > > citaat\n\n",
        "# Kop\n\n",
        "**Vet** ",
    ],
    ids=["sentences", "short sentences", "capitals", "no spaces", "list", "numbers", "quotes", "headings", "bold"],
)
def test_a_monster_fits_two_sheets(live_server, page, words):
    page.goto(f"{live_server.url}{monster(words).get_absolute_url()}raadspagina/")

    expect(page.locator(".sheet__more").first).to_be_visible()
    assert sheets(page) == 2


def test_the_paper_for_the_council_has_a_hint_that_is_not_printed(site, page, axe):
    page.goto(f"{site}{INITIATIVE}raadspagina/")
    hint = page.get_by_text("Druk af met Ctrl+P")
    expect(hint).to_be_visible()
    assert axe(page) == []
    page.emulate_media(media="print")

    expect(hint).to_be_hidden()
    expect(page.locator(".page-header")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_one_click_selects_the_citation(site, page):
    page.goto(f"{site}{INITIATIVE}")
    page.locator(".citation").click()

    assert page.evaluate("getSelection().toString().trim()") == page.locator(".citation").inner_text().strip()
