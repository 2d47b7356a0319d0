"""What nobody types in an address gets a page at the desk too: NUL, control characters and broken UTF-8."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.support import make
from tests.support.desk import address

pytestmark = pytest.mark.django_db

STRAYS = ["a%00b", "%EF%BF%BE", "%ED%A0%80"]
ANSWERS = {200, 302, 400, 404}


@pytest.fixture
def desk(client):
    """The client of a superuser, to whom a fault is a response."""
    client.force_login(make.editor(superuser=True))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("stray", STRAYS[:2])
def test_every_list_of_the_desk_takes_any_query(desk, stray):
    statuses = {}
    for model, model_admin in admin.site._registry.items():
        parts = [item[0] if isinstance(item, tuple) else item for item in model_admin.list_filter]
        filters = [part if isinstance(part, str) else part.parameter_name for part in parts]
        for name in ["q", "o", "p", "_to_field", "_changelist_filters", *filters]:
            path = f"{address(model, 'changelist')}?{name}={stray}"
            statuses[path] = desk.get(path).status_code

    assert {path: status for path, status in statuses.items() if status not in ANSWERS} == {}


@pytest.mark.parametrize("stray", STRAYS)
def test_the_choices_of_a_field_take_any_query(desk, stray):
    query = "app_label=initiatives&model_name=initiative&field_name=municipalities"
    paths = [
        f"{reverse('admin:autocomplete')}?{query}&term={stray}",
        f"{reverse('admin:autocomplete')}?{query.replace('municipalities', stray)}&term=a",
        f"{reverse('admin:autocomplete')}?{query.replace('=initiatives', '=' + stray)}&term=a",
    ]
    assert {desk.get(path).status_code for path in paths} <= {200, 400, 403, 404}


@pytest.mark.parametrize("stray", STRAYS)
def test_any_key_in_an_address_gets_an_answer(desk, stray):
    pages = ["initiatives/initiative/{}/change/", "sources/publication/{}/delete/", "auth/user/{}/password/"]
    pages += ["{}/", "editorial/{}/", "imports/sheetimport/{}/change/", "submissions/submission/{}/history/"]
    for page in pages:
        assert desk.get(f"/beheer/{page.format(stray)}").status_code in ANSWERS, page
        assert desk.post(f"/beheer/{page.format(stray)}", {"a": "b"}).status_code in ANSWERS, page


@pytest.mark.parametrize("stray", ["9" * 40, "²", "٣"])
def test_what_only_looks_like_a_number_is_no_key(desk, stray):
    make.initiative()
    for page in ("initiatives/initiative", "sources/publication", "pages/fixedpage"):
        assert desk.get(f"/beheer/{page}/{stray}/change/").status_code in ANSWERS, page


@pytest.mark.parametrize("stray", ["a\x00b", "\x0b", "9" * 40])
def test_any_value_of_a_hidden_field_gets_an_answer(desk, stray):
    initiative = make.initiative()
    chosen = {"action": "withdraw", "_selected_action": initiative.pk}
    bodies = [{"action": stray}, {"select_across": stray}, chosen | {"_selected_action": stray}]
    for body in [*bodies, chosen | {"confirm": stray, "reason": stray}]:
        assert desk.post(address(type(initiative), "changelist"), body).status_code in ANSWERS, body
    hidden = ["opened_on", "seen", "presence_form", "verb", "_continue", "_popup", "_to_field"]
    typed = ["main_theme", "themes", "tags", "checked_on", "citations-TOTAL_FORMS", "citations-0-id"]
    for names in (hidden, typed):
        assert desk.post(address(initiative), dict.fromkeys(names, stray)).status_code in {*ANSWERS, 409}
    sign = reverse("admin:initiatives_initiative_presence", args=[initiative.pk])
    assert desk.post(sign, {"presence_form": stray}).status_code == 204


@pytest.mark.parametrize("stray", ["a\x00b", "\x0b"])
def test_the_login_takes_any_name_and_password(stranger, stray):
    stranger.raise_request_exception = False
    response = stranger.post(reverse("admin:login"), {"login": stray, "password": stray}, follow=True)

    assert response.status_code == 200
