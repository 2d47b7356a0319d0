"""The form of an initiative for whoever has no script, and its messages."""

import re

import pytest
from django.apps import apps

from editorial.accounts.roles import SUBMITTERS, ensure_groups
from initiatives.models import Initiative
from tests.support import desk, make
from themes.models import Theme

pytestmark = pytest.mark.django_db


def test_the_form_leads_there(admin_client):
    page = admin_client.get(desk.address(Initiative, "add")).text

    assert "<noscript>" in page
    assert 'href="?lijsten=1"' in page


def test_it_has_lists_and_spare_rows(admin_client):
    theme, source = make.theme(name="Opvang"), make.publication(title="De bron")
    page = admin_client.get(desk.address(Initiative, "add", lijsten=1))

    assert "admin-autocomplete" not in page.text
    assert f'<option value="{theme.pk}">Opvang</option>' in page.text
    assert f'<option value="{source.pk}">De bron' in page.text
    for inline in page.context["inline_admin_formsets"]:
        assert len(inline.formset.forms) == 3


def test_it_is_saved_with_new_parts(admin_client):
    theme, source = make.theme(), make.publication()
    url = desk.address(Initiative, "add", lijsten=1)
    data = desk.filled_in(admin_client.get(url))
    data |= {"title": "Een naam", "slug": "een-naam", "main_theme": theme.pk, "citations-0-publication": source.pk}

    assert admin_client.post(url, data).status_code == 302
    assert [citation.publication for citation in Initiative.objects.get().citations.all()] == [source]


def test_a_submitter_chooses_from_what_is_published(client):
    theme, source = make.theme(name="Opvang"), make.publication(title="Geheime bron", state="draft")
    user = make.editor(username="inzender")
    user.groups.set([ensure_groups(apps, SUBMITTERS)])
    client.force_login(user)
    page = client.get(desk.address(Initiative, "add", lijsten=1)).text

    assert f'<option value="{theme.pk}">Opvang</option>' in page
    assert [select for select in re.findall(r"(?s)<select.*?</select>", page) if source.title in select] == []


def test_a_message_has_no_wrong_article(admin_client):
    response = desk.save(admin_client, Theme, name="Wonen", slug="wonen", code="T-9", position=9, description="Wonen.")
    page = admin_client.get(response["Location"]).text

    assert "Toegevoegd: thema" in page
    assert "De thema" not in page
