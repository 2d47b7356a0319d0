"""The colour, the icon and the place of a theme: chosen from a set, with what there was before as the default."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.support import desk, make
from themes.models import Theme
from themes.models.theme import Colour, Icon

STATIC = Path(settings.BASE_DIR / "static")


def test_every_colour_and_icon_exists():
    tokens, icons = (STATIC / "css/tokens.css").read_text(), (STATIC / "img/icons.svg").read_text()

    assert {*Colour.values} == {*re.findall(r"^\.theme--([\w-]+) ", tokens, re.MULTILINE)}
    assert {*Icon.values} <= {*re.findall(r'<symbol id="([\w-]+)"', icons)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "colour", "icon"),
    [
        ({"slug": "opvang"}, "opvang", "opvang"),
        ({"slug": "nieuw"}, "dwars", "dwars"),
        ({"slug": "nieuw", "awning": "oekraine", "icon": "klok"}, "oekraine", "klok"),
        ({"slug": "opvang", "cross_cutting": True}, "dwars", "opvang"),
    ],
)
def test_a_theme_and_its_parts_look_as_chosen(client, fields, colour, icon):
    theme = make.theme(**fields)

    for each in (theme, make.theme(parent=theme)):
        page = client.get(each.get_absolute_url()).text
        assert f'class="theme--{colour}"' in page
        assert f"#{icon}" in page


@pytest.mark.django_db
def test_the_order_is_a_number_in_the_list(admin_client, client):
    first, second = make.theme(name="Eerste", position=1), make.theme(name="Tweede", position=2)
    formset = admin_client.get(desk.address(Theme, "changelist")).context["cl"].formset
    data = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Opslaan"}
    for number, form in enumerate(formset.forms):
        data |= {f"form-{number}-id": form.instance.pk, f"form-{number}-position": 5 - form.instance.position}
    admin_client.post(desk.address(Theme, "changelist"), data)

    page = client.get("/themas/").text
    assert page.index("Tweede") < page.index("Eerste")
    assert [first.pk, second.pk] == list(Theme.objects.order_by("-position").values_list("pk", flat=True))
