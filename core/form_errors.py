"""Validation errors of an admin form, in sentences that say where they are."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst


def plain_messages(error, model):
    """The sentences of a ValidationError about an instance of a model, each after the name of its field."""
    messages = []
    for name, sentences in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else f"{capfirst(model._meta.get_field(name).verbose_name)}: "
        messages += [f"{label}{sentence}" for sentence in sentences]
    return messages


def error_links(form, formsets):
    """Validation errors of a form and its inlines: a list of (address on the page, label, sentence)."""
    links = [("", "", sentence) for sentence in form.non_field_errors()] + _field_errors(form)
    for formset in formsets:
        label = capfirst(formset.model._meta.verbose_name_plural)
        links += [(f"{formset.prefix}-group", label, sentence) for sentence in formset.non_form_errors()]
        for part in formset.forms:
            links += [(part.prefix, label, sentence) for sentence in part.non_field_errors()]
            links += _field_errors(part)
    return links


def _field_errors(form):
    return [(field.id_for_label, field.label, sentence) for field in form for sentence in field.errors]
