"""The parts of a long form at the desk: those that are rarely used stay folded until something is filled in."""

from dataclasses import dataclass

from django.contrib.admin.utils import flatten
from django.core.exceptions import FieldDoesNotExist

FOLDED = "collapse"  # the class with which Django's admin folds a part, in an element that needs no script


@dataclass(frozen=True)
class FormPart:
    """A part of a form: its anchor on the page, its name, how many of its fields are filled in, and how many it has.

    Of a list of rows `total` is 0, and `filled` is the number of rows.
    """

    anchor: str
    name: str
    filled: int
    total: int


def unfold_filled(adminform, inline_formsets):
    """Open the folded parts of a form that have something in them, or a fault; returns all named parts, in order."""
    return [*_unfold_fieldsets(adminform), *map(_unfold_inline, inline_formsets)]


def _unfold_fieldsets(adminform):
    form, parts, fieldsets = adminform.form, [], []
    for number, (name, options) in enumerate(adminform.fieldsets):
        editable = [field for field in flatten(options["fields"]) if field in form.fields]
        filled = sum(_is_filled(form, field) for field in editable)
        classes = options.get("classes", [])
        fieldsets.append((name, options | {"classes": _without_folding(classes) if filled else classes}))
        if name:
            parts.append(FormPart(f"fieldset-0-{number}-heading", name, filled, len(editable)))
    adminform.fieldsets = fieldsets
    return parts


def _unfold_inline(inline):
    formset = inline.formset
    rows = sum(bool(row.instance.pk or (row.is_bound and row.has_changed())) for row in formset.forms)
    if rows or formset.non_form_errors():
        inline.classes = " ".join(_without_folding(inline.classes.split()))
    return FormPart(f"{formset.prefix}-group", inline.opts.verbose_name_plural, rows, 0)


def _without_folding(classes):
    return [name for name in classes if name != FOLDED]


def _is_filled(form, name):
    """Whether a field has something in it that was not there from the start."""
    value = form[name].value()
    if not value:
        return value == 0 and value is not False
    try:
        return value != form._meta.model._meta.get_field(name).get_default()
    except FieldDoesNotExist:
        return True
