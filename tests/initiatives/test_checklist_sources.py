"""The checklist of an initiative: does it say only what its sources hold, in its own words and without taking sides?"""

import pytest

from core.records import State
from initiatives.checklist.rules import check_content
from initiatives.checklist.wording import check_wording
from tests.support import make

RESULT = {"value": "40", "unit": "mensen", "definition": "Wie er kwam.", "period": "2025", "kind": "bereik"}


def wording(**texts):
    return [name for name, _sentence in check_wording(texts)]


@pytest.mark.parametrize(
    ("text", "is_charged"),
    [
        ("Zij deelden de last.", True),
        ("Het omstreden plan.", True),
        ("OMSTREDEN", True),
        ("Het beeld van ‘overspoeld worden’ en “de last”.", False),
        ("Zij verdeelden de opvang; de lastige buurt bleef.", False),
    ],
)
def test_words_that_take_sides(text, is_charged):
    assert (wording(title=text) == ["title"]) == is_charged


@pytest.mark.parametrize(
    ("texts", "unexplained"),
    [
        ({"title": "Derdelanders opvangen"}, ["title"]),
        ({"title": "Opvang", "summary": "Voor derdelanders (mensen met een andere nationaliteit)."}, []),
        ({"summary": "Zij zijn ‘dragend’: zij helpen.", "lessons": "Kies dragende bewoners."}, []),
        ({"summary": "Veel derdelanders (uit Oekraïne).", "lessons": "De vragende bewoners."}, ["lessons"]),
        ({"summary": "Derdelanders.", "lessons": "Meer derdelanders."}, ["summary"]),
    ],
)
def test_words_that_are_explained_at_first_use(texts, unexplained):
    assert wording(**texts) == unexplained


@pytest.mark.django_db
class TestAgainstItsSources:
    def found(self, source, *, result=None, **texts):
        """The fields that are found of an initiative with one source."""
        initiative = make.initiative(sources=[source], **texts)
        if result is not None:
            initiative.results.create(publication=source, **RESULT | result)
        return [finding.field for finding in check_content(initiative)]

    def test_a_good_one_has_nothing_to_look_at(self):
        assert self.found(make.publication(publisher="NOS", kind="nieuws"), lessons="Volgens NOS.", result={}) == []

    def test_an_address_that_seems_to_lead_elsewhere(self):
        address = "https://krant.example/amateurvoetbal-overzicht-van-het-weekend~a66/"

        assert self.found(make.publication(title="Oekraïners in het dorp", url=address)) == ["citations"]

    def test_a_source_that_was_withdrawn(self):
        assert self.found(make.publication(state=State.WITHDRAWN)) == ["citations"]

    @pytest.mark.parametrize(("state", "fields"), [("published", []), ("draft", ["assessment_publication"])])
    def test_an_assessment_that_rests_on_what_no_visitor_sees(self, state, fields):
        assessed = make.assessment("cijfers", assessment_publication=make.publication(state=state))

        assert self.found(make.publication(), **assessed) == fields

    def test_a_newspaper_that_is_no_source(self):
        make.publication(publisher="AD / De Stentor", kind="nieuws")
        texts = {"lessons": "Volgens AD ging het goed.", "support": "Volgens de Stentor ook; volgens Movisie niet."}

        assert sorted(self.found(make.publication(publisher="Trouw", kind="nieuws"), **texts)) == ["lessons", "support"]

    @pytest.mark.parametrize("hidden", [{"url": "", "link_state": "geen-adres"}, {"state": State.WITHDRAWN}])
    def test_a_figure_that_no_visitor_can_look_up(self, hidden):
        assert "results" in self.found(make.publication(**hidden), result={})

    def test_a_qualifier_that_stands_only_in_the_definition(self):
        lost, kept = {"definition": "Wie er kwam (circa)."}, {"value": "circa 40"}

        assert self.found(make.publication(), result=lost) == ["results"]
        assert self.found(make.publication(), result=kept) == []

    def test_a_passage_of_the_source(self):
        source = make.publication(excerpt="Er komt een eigen werkvoorziening voor ontwikkeling, ontmoeting en werk.")

        assert self.found(
            source, approach="Dus komt een eigen werkvoorziening voor ontwikkeling, ontmoeting en werk."
        ) == ["approach"]
        assert self.found(source, approach="Er komt een plek om te werken en elkaar te ontmoeten.") == []
