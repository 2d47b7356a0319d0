"""Pages on paper: how many sheets they take, and the records with the most text."""

import re

from playwright.sync_api import Page

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus
from initiatives.models import Initiative
from tests.support import make


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


def full(name: str, words: str) -> str:
    """A text that fills a field; one without a limit gets far too much."""
    length = Initiative._meta.get_field(name).max_length or 20_000
    return (words * (length // len(words) + 1))[:length]


@make.together()
def monster(words: str, **fields) -> Initiative:
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
        **{"slug": "m" * 80, "code": "M" * 20} | fields,
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
