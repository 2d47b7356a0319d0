"""The search fields of a long form cost little: empty ones build no query, parts know their fields at one look."""

from unittest.mock import patch

import pytest
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin

from tests.support import desk, make
from tests.support.document import Document

pytestmark = pytest.mark.django_db


def test_a_field_without_a_choice_builds_no_query_and_looks_the_same(admin_client):
    theme = make.theme(name="Taal")
    initiative = make.initiative(main_theme=theme, municipalities=[make.municipality()])
    with patch.object(AutocompleteMixin, "optgroups", autospec=True, side_effect=AutocompleteMixin.optgroups) as looked:
        document = Document(admin_client.get(desk.address(initiative)).text)

    assert all(call.args[2] for call in looked.call_args_list)
    options = [option.text for option in document.find("select", name="main_theme")[0].find("option")]
    assert "Taal" in options
    assert [option["value"] for option in document.find("select", name="parent")[0].find("option")] == [""]
    assert document.find("select", name="hindering_bottlenecks")[0].find("option") == []


def test_a_part_makes_its_form_twice_at_most(admin_client):
    initiative = make.initiative(municipalities=[make.municipality()])
    calls = []
    original = InlineModelAdmin.get_formset

    def counted(inline, *args, **kwargs):
        calls.append(type(inline).__name__)
        return original(inline, *args, **kwargs)

    with patch.object(InlineModelAdmin, "get_formset", counted):
        admin_client.get(desk.address(initiative))

    assert max(calls.count(name) for name in calls) == 2
