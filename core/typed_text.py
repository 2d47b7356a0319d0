"""Text typed into a form that could not be saved, to be shown once more; never a secret."""

import re

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import resolve
from django.utils.text import capfirst
from django.utils.translation import gettext as _

SECRET = re.compile(r"passw|code|token|csrf|credential|secret|login", re.IGNORECASE)
OWN_FIELDS = "id|opened_on|seen|shown|extra|typed_by|presence_form|verb|confirm"
MACHINERY = re.compile(rf"^_|^action$|_FORMS$|__prefix__|(^|-)({OWN_FIELDS})$|^initial-")
PART = re.compile(r"(?P<relation>\w+)-(?P<number>\d+)-(?P<field>\w+)")
UNREADABLE = (SuspiciousOperation, UnreadablePostError, MultiPartParserError, OSError)


def typed_text(request):
    """The texts in a form that was sent: a list of (label, text), without choices from lists and without secrets.

    No query is needed; a form that cannot be read has none.
    """
    try:
        sent = request.POST.lists() if request.method == "POST" else []
    except UNREADABLE:
        return []
    model = _model(request)
    texts = [(name, text) for name, values in sent for text in values if text.strip()]
    fields = [(_field(model, name), text) for name, text in texts if not _is_hidden(name)]
    return [(_label(field), text) for field, text in fields if not _is_choice(field)]


def _model(request):
    """The model of a form at the desk, by its address; None of any other form."""
    try:
        app_label, _separator, page = (resolve(request.path_info).url_name or "").partition("_")
        return apps.get_model(app_label, page.partition("_")[0])
    except (Http404, LookupError, ValueError):
        return None


def _field(model, name):
    """The field that a text was typed in, of the model or of a part of it; None when that is not known."""
    part = PART.fullmatch(name)
    try:
        if model and part:
            return model._meta.get_field(part["relation"]).related_model._meta.get_field(part["field"])
        return model and model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _is_hidden(name):
    return bool(SECRET.search(name) or MACHINERY.search(name))


def _label(field):
    return capfirst(field.verbose_name) if field else _("Uw tekst")


def _is_choice(field):
    return field is not None and (field.is_relation or bool(field.choices))
