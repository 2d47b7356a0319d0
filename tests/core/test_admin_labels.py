"""Every field at the desk has a Dutch name and says what to fill in."""

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from core.models import JobRun, Merge, PageUse
from editorial.accounts.models import SecondFactor
from editorial.audit.models import AuditEntry
from editorial.outbox.models import Mail
from editorial.questions.models import Question
from editorial.reviews.models import CheckRequest, Round
from editorial.revisions.history.models import PublicChange
from editorial.submissions.models import Submission
from editorial.subscriptions.models import Subscription
from initiatives.models import Consideration, MonthlyCoverage
from pages.models import FixedPage, SiteSettings
from search.models import SearchCount
from tests.support import make

pytestmark = pytest.mark.django_db
NOT_ADDED = {
    Merge,
    JobRun,
    SearchCount,
    PageUse,
    Mail,
    AuditEntry,
    SecondFactor,
    Submission,
    CheckRequest,
    MonthlyCoverage,
    PublicChange,
    Subscription,
    Question,
    Round,
    Consideration,
    FixedPage,
    SiteSettings,
}  # visitors and the portal make these
SAME_IN_DUTCH = {"code", "maker", "status", "partner", "partners"}


@pytest.fixture
def superuser_request():
    request = RequestFactory().get("/beheer/")
    request.user = make.editor(superuser=True)
    return request


def all_forms(request):
    """The name and the form of every admin, and of every inline in it."""
    for model, model_admin in admin.site._registry.items():
        existing = model.objects.first() if model in NOT_ADDED else None
        yield model.__name__, model_admin.get_form(request)(instance=existing), model
        for inline in model_admin.get_inline_instances(request):
            formset = inline.get_formset(request)
            form = formset.form()
            form.fields.pop(formset.fk.name, None)
            yield f"{model.__name__}.{inline.model.__name__}", form, inline.model


def is_english(name, label):
    return str(label).lower() == name.replace("_", " ") and name not in SAME_IN_DUTCH


def test_an_address_is_as_wide_as_a_title(superuser_request):
    narrow = [
        f"{where}.{name}"
        for where, form, _model in all_forms(superuser_request)
        for name, field in form.fields.items()
        if isinstance(field, forms.SlugField) and "vTextField" not in field.widget.attrs.get("class", "")
    ]

    assert narrow == []


def test_every_field_has_help_and_a_dutch_label(superuser_request):
    bad = [
        f"{where}.{name}"
        for where, form, _model in all_forms(superuser_request)
        for name, field in form.fields.items()
        if name not in {"id", "DELETE"} and not field.widget.is_hidden
        if not field.help_text or not field.label or is_english(name, field.label)
    ]

    assert bad == []


def test_every_model_has_a_dutch_name(superuser_request):
    english = [
        model.__name__
        for _where, _form, model in all_forms(superuser_request)
        if model._meta.verbose_name == model._meta.object_name.lower() and model.__name__.lower() not in SAME_IN_DUTCH
    ]

    assert english == []


def test_every_relation_is_searched_by_name(superuser_request):
    for model, model_admin in admin.site._registry.items():
        relations = model_admin.get_autocomplete_fields(superuser_request)
        for name in relations:
            related = model._meta.get_field(name).related_model
            if name != "checked_by":
                assert admin.site._registry[related].search_fields, f"{model.__name__}.{name}"


def test_every_list_and_add_form_opens(client):
    client.force_login(make.editor(superuser=True))
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for page in ("changelist",) if model in NOT_ADDED else ("changelist", "add"):
            assert client.get(reverse(f"{name}_{page}")).status_code == 200, f"{name}_{page}"


def test_the_index_begins_with_the_initiatives(client):
    client.force_login(make.editor())

    response = client.get(reverse("admin:index"))

    assert [app["app_label"] for app in response.context["app_list"]][:2] == ["initiatives", "sources"]
    assert "Taggit" not in response.text
