"""Evidence counts only when an editor assessed it: who, when, on which publication, why, against five questions."""

import csv
import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from core.csv_files import BOM
from initiatives.choices import Evidence
from initiatives.models import Initiative
from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db
NOT_YET = "Nog niet beoordeeld"
QUESTIONS = {
    "was_counted": "ja",
    "counted_by_other": "ja",
    "was_compared": "nee",
    "document_seen": "ja",
    "about_this_place": "ja",
}


def get_page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Document(response.text)


def exported(client):
    text = client.get("/initiatieven/export/").getvalue().decode().removeprefix(BOM)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.fixture
def assessed():
    source = make.publication(title="Het rapport", publisher="De hogeschool", url="https://bron.example/rapport")
    fields = make.assessment(Evidence.EVALUATED, assessment_publication=source, was_compared="nee")
    return make.initiative(**fields, sources=[source])


class TestOnTheSite:
    def test_the_page_says_level_reason_source_answers_and_day_and_no_name(self, client, assessed):
        Initiative.objects.update(assessed_by=make.editor(username="jansen"))
        page = get_page(client, assessed.get_absolute_url())
        (section,) = [part for part in page.find("section") if part["aria-labelledby"] == "onderbouwing"]

        assert "Onderzocht: Onderzocht door een onafhankelijke partij" in section.text
        assert "Het rapport telt mee." in section.text
        assert "Beoordeeld door de redactie op 2 maart 2026, op basis van: Het rapport, De hogeschool." in section.text
        assert [term.text for term in section.find("dd")] == ["Ja", "Ja", "Nee", "Ja", "Ja"]
        assert "Hebben wij het stuk zelf gelezen?" in section.text
        assert section.find("a", href="/over/#vragen")
        assert "jansen" not in page.text.casefold()

    def test_the_page_of_its_source_names_it(self, client, assessed):
        assessed.citations.all().delete()

        assert assessed.title in client.get(assessed.assessment_publication.get_absolute_url()).text

    def test_without_one_it_says_so(self, client):
        initiative = make.initiative(suggested_evidence=Evidence.EVALUATED)
        page = get_page(client, initiative.get_absolute_url())

        assert f"{NOT_YET}: Hoe goed dit is onderbouwd, zoekt de redactie nog uit." in page.text
        assert "Onderzocht" not in page.text
        assert "onderbouwing" not in page.ids

    def test_a_source_that_is_not_public_is_not_named(self, client, assessed):
        assessed.assessment_publication.state = "draft"
        assessed.assessment_publication.save()
        page = get_page(client, assessed.get_absolute_url())

        assert "Beoordeeld door de redactie op 2 maart 2026." in page.text
        assert "op basis van" not in page.text
        assert {row["onderbouwing: bron"] for row in exported(client)} == {""}

    def test_the_facet_the_table_and_the_file_follow(self, client, assessed):
        make.initiative(title="Alleen een suggestie", suggested_evidence=Evidence.EVALUATED)
        table = get_page(client, "/initiatieven/?weergave=tabel&onderbouwing=niet-beoordeeld")
        rows = exported(client)

        assert "Alleen een suggestie" in table.text
        assert assessed.title not in table.text
        assert sorted(row["onderbouwing"] for row in rows) == [NOT_YET, "Onderzocht"]
        (row,) = [row for row in rows if row["onderbouwing: waarom"]]
        assert row["onderbouwing: bron"] == "https://bron.example/rapport"
        assert row["onderbouwing: beoordeeld op"] == "2026-03-02"

    def test_the_comparison_and_the_paper_for_the_council_follow(self, client, assessed):
        other = make.initiative()
        compared = get_page(client, f"/initiatieven/vergelijken/?i={assessed.slug}&i={other.slug}")
        paper = get_page(client, f"{assessed.get_absolute_url()}raadspagina/")

        for page in (compared, paper):
            assert "Het rapport telt mee." in page.text
            assert "Beoordeeld door de redactie op 2 maart 2026" in page.text
        assert NOT_YET in compared.text

    def test_the_rubric_is_published_with_how_many_are_assessed(self, client, assessed):
        page = get_page(client, "/over/")

        assert len(page.find("ol")[-1].find("li")) == 5
        assert "vragen" in page.ids
        assert "Van de 1 initiatieven zijn er 1 beoordeeld." in page.text
        Initiative.objects.all().delete()
        make.initiative()
        assert "Van de 1 initiatieven is er nog geen beoordeeld." in get_page(client, "/over/").text

    def test_the_number_of_queries_does_not_grow(self, client, assessed):
        counts = []
        for _round in range(2):
            client.get("/initiatieven/")
            with CaptureQueriesContext(connection) as queries:
                exported(client)
            counts.append(len(queries))
            with make.together():
                for _number in range(4):
                    make.initiative(**make.assessment(Evidence.COUNTED))

        assert counts[0] == counts[1]


class TestInTheDatabase:
    @pytest.mark.parametrize("missing", ["assessment_publication", "assessment_reason", "assessed_on", "document_seen"])
    def test_half_an_assessment_does_not_exist(self, missing):
        empty = None if missing in {"assessment_publication", "assessed_on"} else ""
        with pytest.raises(IntegrityError), transaction.atomic():
            make.initiative(**make.assessment(Evidence.COUNTED) | {missing: empty})

    def test_it_stays_when_the_account_goes(self, assessed):
        Initiative.objects.update(assessed_by=make.editor(username="weg"))
        Initiative.objects.get().assessed_by.delete()

        assert Initiative.objects.get().evidence == Evidence.EVALUATED


class TestAtTheDesk:
    @pytest.fixture(autouse=True)
    def _editor(self, client):
        self.editor = make.editor()
        client.force_login(self.editor)

    @pytest.fixture
    def draft(self):
        return make.initiative(state="draft", suggested_evidence=Evidence.COUNTED)

    def filled(self, **changes):
        fields = {"evidence": "onderzocht", "assessment_publication": make.publication().pk}
        return fields | {"assessment_reason": "De hogeschool telde."} | QUESTIONS | changes

    def test_saving_notes_who_and_when(self, client, draft):
        assert desk.save(client, draft, **self.filled()).status_code == 302
        draft.refresh_from_db()

        assert (draft.evidence, draft.assessed_by) == (Evidence.EVALUATED, self.editor)
        assert draft.assessed_on == timezone.localdate()
        assert draft.suggested_evidence == Evidence.COUNTED

    def test_another_change_leaves_who_and_when(self, client, draft):
        Initiative.objects.update(**make.assessment(Evidence.COUNTED), assessed_by=make.editor(username="eerder"))
        desk.save(client, draft, summary="Iets anders.")
        draft.refresh_from_db()

        assert (draft.assessed_by.username, str(draft.assessed_on)) == ("eerder", "2026-03-02")

    def test_taking_it_back_clears_who_and_when(self, client, draft):
        Initiative.objects.update(**make.assessment(Evidence.COUNTED), assessed_by=self.editor)
        empty = dict.fromkeys([*QUESTIONS, "assessment_publication", "assessment_reason"], "")
        assert desk.save(client, draft, evidence="niet-beoordeeld", **empty).status_code == 302
        draft.refresh_from_db()

        assert (draft.evidence, draft.assessed_on, draft.assessed_by) == (Evidence.NOT_ASSESSED, None, None)

    def test_the_suggestion_is_shown_as_only_that(self, client, draft):
        page = client.get(desk.address(draft)).text

        assert "Cijfers. Dit volgt uit een vaste regel of een bestand: niemand heeft het beoordeeld." in page

    @pytest.mark.parametrize(
        ("changes", "field", "sentence"),
        [
            ({"assessment_reason": ""}, "assessment_reason", "Schrijf in één zin waarom"),
            ({"assessment_publication": ""}, "assessment_publication", "Kies de bron waarop"),
            ({"was_compared": ""}, "was_compared", "Beantwoord deze vraag"),
            ({"evidence": "niet-beoordeeld"}, "evidence", "Kies ook wat de onderbouwing is"),
            ({"document_seen": "nee"}, "document_seen", "‘Onderzocht’ kan alleen als het antwoord hier ‘ja’ is."),
            ({"evidence": "effect-vergeleken"}, "was_compared", "‘Effect vergeleken’ kan alleen als"),
            ({"evidence": "cijfers", "was_counted": "onbekend"}, "was_counted", "‘Cijfers’ kan alleen als"),
        ],
    )
    def test_half_an_assessment_is_refused_at_the_field(self, client, draft, changes, field, sentence):
        response = desk.save(client, draft, **self.filled(**changes))

        assert response.status_code == 200
        assert sentence in " ".join(response.context["adminform"].form.errors[field])
        draft.refresh_from_db()
        assert draft.evidence == Evidence.NOT_ASSESSED

    def test_of_what_is_on_the_site_it_is_published_with_the_revision(self, client):
        initiative = make.initiative(municipalities=[make.municipality()])
        desk.save_and_publish(client, initiative, **self.filled())
        day = date_format(timezone.localdate(), "j F Y")

        assert f"Beoordeeld door de redactie op {day}" in client.get(initiative.get_absolute_url()).text
