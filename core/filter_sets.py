"""Filters of which the values stand in memory: the form knows them, and a set of keys narrows the queryset."""

from copy import copy

import django_filters
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("‘%(value)s’ kennen wij niet.")


class SharedFilter:
    """A filter that no request changes: a filter set gets a shallow copy of it, where django-filter copies deeply."""

    def __deepcopy__(self, memo):
        return copy(self)


class TextFilter(SharedFilter, django_filters.CharFilter):
    """Words that a visitor types."""


class OneOfFilter(SharedFilter, django_filters.ChoiceFilter):
    """At most one of some fixed values.

    Args: label; choices, pairs of a value and a label.
    """

    def __init__(self, label, choices):
        super().__init__(label=label, choices=choices, error_messages={"invalid_choice": UNKNOWN})


class KnownValues:
    """A form field that looks a value up; Django reads through all choices, and does so for each value."""

    def valid_value(self, value):
        """Whether a value may be chosen."""
        return str(value) in self.known_values()


class OneValueField(KnownValues, django_filters.fields.ChoiceField):
    """At most one known value."""


class ValuesField(KnownValues, django_filters.fields.MultipleChoiceField):
    """Any number of known values."""


class FilterSetChoices(SharedFilter):
    """A filter whose values are those that its filter set, an `AddressFilterSet`, has for a facet.

    Args: label; facet, its name; unknown, the message for another value.
    """

    def __init__(self, label, facet, unknown=UNKNOWN):
        super().__init__(label=label, error_messages={"invalid_choice": unknown})
        self.facet = facet

    @property
    def field(self):
        """The form field; it looks the values up when it validates."""

        def choices():  # a form copies its fields deeply, but no functions
            return self.parent.choices(self.facet)

        field = self.field_class(label=self.label, choices=choices, **self.extra)
        field.known_values = choices
        return field


class FacetFilter(FilterSetChoices, django_filters.MultipleChoiceFilter):
    """Any number of the values of a facet."""

    field_class = ValuesField


class OneOfFacetFilter(FilterSetChoices, django_filters.ChoiceFilter):
    """At most one of the values of a facet."""

    field_class = OneValueField


class AddressFilterSet(django_filters.FilterSet):
    """A filter set of which the form has only the parameters that stand in the address: one or two of many."""

    def get_form_class(self):
        fields = {name: filter_.field for name, filter_ in self.filters.items() if name in self.data}
        return type(f"{type(self).__name__}Form", (self._meta.form,), fields)

    def choices(self, facet):
        """The values of a facet that may be chosen: a dict from value to label."""
        raise NotImplementedError
