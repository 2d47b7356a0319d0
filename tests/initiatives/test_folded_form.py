"""The form of an initiative: what is rarely used is folded until it is filled in, and the way through it says so."""

import pytest

from core.admin_fields import FittingTextarea
from initiatives.models import Initiative
from tests.support import desk, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(admin_client):
    """Opens the form of an initiative, or that of a new one: the response."""

    def open_form(initiative=None):
        return admin_client.get(desk.address(initiative) if initiative else desk.address(Initiative, "add"))

    return open_form


def folded(response):
    """The names of the parts that are folded."""
    context = response.context
    fieldsets = [fieldset.name for fieldset in context["adminform"] if fieldset.is_collapsible]
    inlines = [inline for inline in context["inline_admin_formsets"] if inline.is_collapsible]
    return {*map(str, fieldsets), *(str(inline.opts.verbose_name_plural) for inline in inlines)}


def progress(response):
    return {str(part.name): (part.filled, part.total) for part in response.context["form_parts"]}


def test_a_new_initiative_shows_what_everybody_fills_in(opened):
    response = opened()

    assert {"Kosten en inzet", "Onderbouwing", "Contact", "partners", "overnames"} <= folded(response)
    assert not {"In het kort", "Het verhaal", "Publicatie", "bronvermeldingen"} & folded(response)
    assert response.text.count("<details><summary>") == len(folded(response))


def test_what_is_filled_in_is_open(opened):
    initiative = make.initiative(cost_note="Het Rijk betaalt.")
    initiative.partners.create(organisation=make.organisation(name="Stichting Voorbeeld"))

    response = opened(initiative)

    assert not {"Kosten en inzet", "partners"} & folded(response)
    assert {"Onderbouwing", "overnames"} <= folded(response)
    assert progress(response)["Kosten en inzet"] == (1, 7)
    assert progress(response)["partners"] == (1, 0)


def test_a_value_from_the_start_is_not_filled_in(opened):
    assert progress(opened())["Publicatie"] == (0, 1)
    assert progress(opened(make.initiative()))["Publicatie"] == (1, 1)


def test_a_spare_row_is_not_filled_in(admin_client):
    response = admin_client.get(desk.address(Initiative, "add", lijsten=1))

    rows = {name: filled for name, (filled, total) in progress(response).items() if not total}
    assert len(rows) == 7
    assert not any(rows.values())


def test_zero_is_filled_in(opened):
    assert progress(opened(make.initiative(cost_yearly=0)))["Kosten en inzet"] == (1, 7)


def test_a_fault_opens_the_part_it_is_in(admin_client):
    response = desk.save(admin_client, Initiative, title="Idee", slug="idee", contact_email="geen adres")

    assert "contact_email" in response.context["adminform"].form.errors
    assert "Contact" not in folded(response)


def test_only_named_parts_are_on_the_way_through_the_form(opened):
    response = opened()

    anchors = [part.anchor for part in response.context["form_parts"]]
    assert all(f'id="{anchor}"' in response.text and f'href="#{anchor}"' in response.text for anchor in anchors)
    assert len(set(anchors)) == len(anchors)


@pytest.mark.parametrize(
    ("text", "rows"), [("", 2), ("Kort.", 2), ("a" * 400, 6), ("regel\n" * 9, 10), ("a" * 9000, 15)]
)
def test_a_text_area_fits_its_text(text, rows):
    assert f'rows="{rows}"' in FittingTextarea().render("approach", text)
