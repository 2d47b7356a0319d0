"""The reports at the desk show a chart above the table that says the same."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from core.charts import MAX_BARS, bar_chart
from core.models import PageUse
from initiatives.coverage.figures import FACETS
from initiatives.finder.facet_values import LEGENDS
from initiatives.models import MonthlyCoverage
from search.models import SearchCount
from tests.support import following, make
from tests.support.document import Document


def test_the_longest_bar_is_as_wide_as_the_room_and_the_others_in_proportion():
    chart = bar_chart([("opvang", 1200), ("taal", 300), ("niets", 0)])

    assert [(bar.text, bar.width) for bar in chart.bars] == [
        ("1.200 · opvang", "100.0%"),
        ("300 · taal", "25.0%"),
        ("0 · niets", "0.0%"),
    ]
    assert chart.height == "120"


@pytest.mark.parametrize("rows", [[], [("a", 0)], [("a", None)]])
def test_nothing_is_no_chart(rows):
    assert bar_chart(rows) is None


def test_a_long_table_has_a_chart_of_its_first_rows():
    chart = bar_chart([("x" * 100, 1)] * 25)

    assert len(chart.bars) == MAX_BARS
    assert len(chart.bars[0].text) < 70


@pytest.mark.django_db
class TestReports:
    @pytest.fixture
    def _counted(self):
        SearchCount.objects.create(day=timezone.localdate(), words="warmtefonds <b>", hits=0, times=1200)
        PageUse.objects.create(day=timezone.localdate(), path="/themas/", times=7)
        MonthlyCoverage.objects.create(month=date(2026, 9, 1), counted_at=timezone.now(), figures={"initiatives": 87})

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("search_searchcount", "1.200 · warmtefonds <b>"),
            ("core_pageuse", "7 · /themas/"),
            ("initiatives_monthlycoverage", "87 · september 2026"),
        ],
    )
    @pytest.mark.usefixtures("_counted")
    def test_each_has_a_chart(self, admin_client, name, text):
        page = Document(admin_client.get(reverse(f"admin:{name}_changelist")).text)

        chart = page.find("svg", **{"class": "bar-chart"})[0]
        assert chart.find("text")[0].text == text
        assert chart["aria-hidden"] == "true"

    def test_what_is_on_the_site_has_one_by_theme_province_and_so_on(self, admin_client):
        make.initiative(main_theme=make.theme(name="Opvang"))
        page = Document(admin_client.get(reverse("admin:initiatives_monthlycoverage_changelist")).text)
        reports = page.find("section", **{"class": "desk-report"})

        assert [report.find("h2")[0].text.partition(":")[0] for report in reports] == [LEGENDS[name] for name in FACETS]
        assert [text.text for text in reports[0].find("text")] == ["1 · Opvang"]
        assert [row.text.split() for row in reports[0].find("tr")[1:]] == [["Opvang", "1"]]

    def test_so_has_what_is_followed(self, admin_client):
        following.follow("thema=x")
        page = Document(admin_client.get(reverse("admin:subscriptions_subscription_changelist")).text)

        assert page.find("text")[0].text.startswith("1 · ")

    def test_without_figures_there_is_no_chart(self, admin_client):
        assert "bar-chart" not in admin_client.get(reverse("admin:search_searchcount_changelist")).text
