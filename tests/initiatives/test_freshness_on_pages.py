"""Every list, page and file says the same of how fresh an initiative is, also on the next day."""

import datetime
import itertools
from datetime import date

import pytest

from initiatives.choices import InitiativeStatus as Status
from initiatives.finder.catalogue import catalogue
from initiatives.finder.selection import InitiativeSelection
from initiatives.freshness import Group, Kind
from initiatives.models import Initiative
from initiatives.task_queries import CONTRADICTIONS, TASK_QUERIES
from sources.models import Publication
from tests.support import make
from tests.support.document import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 11, 29)
FINDER = "/initiatieven/"


def every_kind():
    """Initiatives with all combinations of what a contradiction depends on."""
    rules = [make.framework(valid_until=year) for year in ("2024", "2999")]
    sources = [make.publication(), make.publication(link_state=Publication.LinkState.BROKEN)]
    dates = [("", None), ("2022", None), ("2026-01", None), ("2022", date(2026, 1, 1)), ("", date(2022, 1, 1))]
    dates += [("2023", None), ("2022", "undated")]
    ends = [(None, ""), (2024, ""), (2026, ""), (2026, "2026-06")]
    statuses = [Status.RUNNING, Status.PREPARING, Status.UNKNOWN, Status.STOPPED]
    for number, ((as_of, checked), (year, end), status) in enumerate(itertools.product(dates, ends, statuses)):
        make.initiative(
            as_of=as_of, checked_on=None if checked == "undated" else checked,
            as_of_text="Niet eerder dan 2022" if checked == "undated" else "",
            end_year=year, end_date=end, status=status,
            frameworks=rules[: number % 3], sources=sources[: 1 + number // 7 % 2],
        )  # fmt: skip


def test_lists_tasks_and_pages_agree(client, today):
    every_kind()
    records = Initiative.objects.published().with_freshness()
    by_kind = {kind: set() for kind in Kind}
    for record in records:
        for contradiction in record.freshness.contradictions:
            by_kind[contradiction.kind].add(record.pk)
    tasks = {name: {record.pk for record in TASK_QUERIES[name].records()} for name in CONTRADICTIONS}

    assert all(by_kind.values())
    assert list(tasks.values()) == [by_kind[kind] for kind in (Kind.END, Kind.OLD, Kind.RULE, Kind.LINK)]
    assert set(catalogue().any_of("actualiteit", [Group.CONTRADICTORY])) == set().union(*by_kind.values())
    for status in {record.freshness.status for record in records}:
        expected = {record.pk for record in records if record.freshness.status == status}
        assert set(catalogue().any_of("status", [status])) == expected
    for group in set(Group) - {Group.CONTRADICTORY}:
        expected = {record.pk for record in records if group in record.freshness.groups}
        assert set(catalogue().any_of("actualiteit", [group])) == expected


def test_the_finder_counts_what_somebody_checked(client, today):
    make.initiative(title="Nagekeken", checked_on=date(2026, 3, 1), as_of="2022")
    make.initiative(title="Nieuwer", as_of="2026-10")
    make.initiative(title="Al eerder nagekeken", checked_on=date(2026, 2, 1))

    assert "2 van 3 nagekeken" in Document(client.get(FINDER).text).text
    assert "2 van 2 nagekeken" in Document(client.get(f"{FINDER}?actualiteit=gecontroleerd").text).text
    assert "Nieuwer" in client.get(f"{FINDER}?actualiteit=jonger-dan-1-jaar&q=nieuwer").text
    assert client.get(f"{FINDER}feed/?actualiteit=bestaat-niet").status_code == 400
    page = client.get(f"{FINDER}?sorteer=gecontroleerd").text
    assert page.index("Nagekeken") < page.index("Al eerder nagekeken") < page.index("Nieuwer")
    newest = client.get(f"{FINDER}?sorteer=nieuwste").text
    assert newest.index("Nieuwer") < newest.index("Nagekeken")


@pytest.mark.page_cache
def test_a_day_later_lists_say_what_is_so_then(client, today):
    make.initiative(title="Loopt af", end_year=2026, end_date="2026-11-29", as_of="2026-11")
    before = client.get(FINDER)
    running = client.get(f"{FINDER}?status=lopend").text
    today(TODAY + datetime.timedelta(days=1))
    after = client.get(FINDER, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "Loopt af" in running
    assert "Loopt af" not in client.get(f"{FINDER}?status=lopend").text
    assert "daarna niet nagekeken" not in before.text
    assert "Liep tot en met 2026, daarna niet nagekeken" in after.text
    assert InitiativeSelection.of(actualiteit=["tegenstrijdig"]).total == 1


def test_a_rule_that_ends_or_a_source_that_goes_reaches_the_facet(today):
    rule, source = make.framework(valid_until="2026-11-29"), make.publication()
    make.initiative(frameworks=[rule], as_of="2026-11")
    make.initiative(sources=[source], as_of="2026-11")
    assert InitiativeSelection.of(actualiteit=["tegenstrijdig"]).total == 0

    source.link_state = Publication.LinkState.BROKEN
    source.save()
    make.published(source)
    assert InitiativeSelection.of(actualiteit=["tegenstrijdig"]).total == 1
    today(date(2026, 11, 30))
    assert InitiativeSelection.of(actualiteit=["tegenstrijdig"]).total == 2


@pytest.mark.parametrize("suffix", ["", "raadspagina/"])
def test_only_a_contradiction_is_amber(client, today, suffix):
    old = make.initiative(slug="oud", as_of="2022-12", status=Status.STOPPED)
    torn = make.initiative(slug="tegen", as_of="2022-12", sources=[make.publication(link_state="werkt-niet")])
    rule = make.initiative(slug="regel", status=Status.STOPPED, frameworks=[make.framework(valid_until="2999")])
    pages = [client.get(f"{each.get_absolute_url()}{suffix}").text for each in (old, torn, rule)]

    assert "Stand: december 2022, bijna 4 jaar geleden" in Document(pages[0]).text
    assert ["data-badge--warning" in page for page in pages] == [False, True, False]
    assert "callout--warning" not in pages[0] + pages[2]
    assert "maar het laatste wat wij weten is van december 2022" in pages[1]
    assert "maar die is niet meer te openen" in pages[1]


def test_every_form_says_that_the_end_has_passed(client, today):
    one = make.initiative(slug="een", title="Een", end_year=2024, as_of="2023")
    make.initiative(slug="twee", title="Twee", as_of="2026")
    label = "Liep tot en met 2024, daarna niet nagekeken"
    addresses = [
        FINDER, f"{FINDER}?weergave=tabel", f"{FINDER}?status=termijn-voorbij", one.get_absolute_url(),
        f"{FINDER}een/raadspagina/", f"{FINDER}vergelijken/?i=een&i=twee", f"{FINDER}feed/",
    ]  # fmt: skip

    for address in addresses:
        assert label in client.get(address).text, address
    assert "liep tot en met 2024" in client.get(f"{FINDER}vergelijken/").text
    export = b"".join(client.get(f"{FINDER}export/").streaming_content).decode()
    assert label in export
    assert "maar het einde (2024) is voorbij" in export


def test_when_it_changed_is_the_day_of_the_content_or_stays_away(client):
    known = make.initiative(slug="bekend", content_changed_on=date(2026, 3, 4))
    unknown = make.initiative(slug="onbekend", content_changed_on=None)
    pages = [client.get(each.get_absolute_url()).text for each in (known, unknown)]
    sitemap = client.get("/sitemap.xml").text

    assert "gewijzigd op 4 maart 2026" in pages[0]
    assert '"dateModified": "2026-03-04"' in pages[0]
    assert "gewijzigd op" not in pages[1]
    assert "dateModified" not in pages[1]
    assert "datePublished" not in pages[0]
    assert sitemap.count("<lastmod>") == 1
    assert "<lastmod>2026-03-04</lastmod>" in sitemap
    feed = client.get(f"{FINDER}feed/").text
    assert "2026-03-04T00:00:00" in feed
    assert feed.count("<entry>") == 2
    assert feed.count("<updated>") == 2  # of the feed and of the one that is known
    assert "<published>" not in feed


def test_what_began_and_ended_in_one_year_names_it_once(client):
    initiative = make.initiative(start_year=2022, end_year=2022, status="afgerond")
    page = client.get(initiative.get_absolute_url()).text

    assert "Periode" in page
    assert "2022 tot en met 2022" not in page
