"""Selections to follow: a query of the finder, or some initiatives by their codes, as one canonical query string."""

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.finder.facet_values import LEGENDS, LINKED_FACETS
from initiatives.finder.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.shortlist.shortlist import PARAMETER, SEPARATOR, read_shortlist

CODES = "van"  # the codes of initiatives to follow: one, or those of a list
BUNDLE = "stapel"
NAMES = ["q", *LINKED_FACETS, *LEGENDS]
MAX_LENGTH = 1000
MAX_TITLES = 3


def read(data):
    """Return the canonical selection for URL parameters: equal for all URLs that select the same.

    Args: data, a QueryDict; parameters that only sort or display are left out.
    Raises: ValidationError, with the messages of the filter.
    """
    if codes := data.get(CODES, "").strip():
        return _of_codes(codes)
    filterset = filter_of(data)
    if not filterset.is_valid():
        raise ValidationError([error for errors in filterset.errors.values() for error in errors])
    values = filterset.form.cleaned_data
    pairs = [(name, value) for name in NAMES for value in _values(name, values.get(name))]
    query = urlencode(pairs)
    if len(query) > MAX_LENGTH:
        raise ValidationError(_("Dit zijn te veel keuzes om te volgen. Kies er minder."))
    return query


def codes_of(selection):
    """Return the codes in a selection; an empty list when it is a query of the finder."""
    codes = QueryDict(selection).get(CODES, "")
    return codes.split(SEPARATOR) if codes else []


class FollowedFilter(InitiativeFilter):
    """Filter of the finder that also accepts facet values that no published initiative has any more."""

    def choices(self, facet):
        return self.catalogue.facet_values.choices[facet]


def filter_of(data, of_changes=None):
    """Return the filter of the finder for a selection, or for URL parameters.

    Args: data, a QueryDict; of_changes, the catalogue to select from instead of that of the finder.
    """
    chosen = QueryDict(mutable=True)
    for name in NAMES:
        if values := [value for value in data.getlist(name) if value.strip()]:
            chosen.setlist(name, values)
    filterset = FollowedFilter(chosen)
    filterset.catalogue = of_changes or filterset.catalogue
    return filterset


def remaining_query(selection, of_changes=None):
    """Return the part of a selection that still exists: of each facet the values that are still known.

    Args: selection; of_changes, the catalogue with the known values, instead of that of the finder.
    Returns: a QueryDict; None when no value of a facet, or no code, is left, so that nothing can match.
    """
    data = QueryDict(selection, mutable=True)
    if codes := codes_of(selection):
        return data if Initiative.objects.published().filter(code__in=codes).exists() else None
    filterset = filter_of(data, of_changes)
    for name in data.keys() - {"q"}:
        known = [value for value in filterset.data.getlist(name) if value in filterset.choices(name)]
        if not known:
            return None
        data.setlist(name, known)
    return data


def bundle_of(selection):
    """Return the slug of the bundle in a selection; empty without one."""
    return QueryDict(selection).get(BUNDLE, "")


def in_words(selection):
    """Describe a selection in Dutch, for its followers."""
    if codes := codes_of(selection):
        return _titles_in_words(codes)
    data = remaining_query(selection)
    data = QueryDict(selection) if data is None else data
    filterset = filter_of(data)
    parts = []
    for name in [name for name in NAMES if name in data]:
        choices = {} if name == "q" else filterset.choices(name)
        values = get_text_list([str(choices.get(value, value)) for value in data.getlist(name)], _("of"))
        parts.append(f"{filterset.filters[name].label}: {values}")
    return "; ".join(parts) or _("alle voorbeelden")


def _titles_in_words(codes):
    titles = list(Initiative.objects.published().filter(code__in=codes).values_list("title", flat=True))
    shown = [f"‘{title}’" for title in titles[:MAX_TITLES]]
    left = len(codes) - len(shown)
    if not shown:
        return ngettext("%(n)d voorbeeld", "%(n)d voorbeelden", left) % {"n": left}
    return get_text_list([*shown, *([_("nog %(n)d") % {"n": left}] if left else [])], _("en"))


def path_of(selection):
    """Return the path, with a query, of the page that shows a selection."""
    if codes := codes_of(selection):
        return reverse("initiatives:shortlist", query={PARAMETER: SEPARATOR.join(codes)})
    return reverse("initiatives:list", query=remaining_query(selection) or QueryDict(selection))


def feed_of(selection):
    """Return the path of the Atom feed of a selection; for codes, the feed of changes to these initiatives."""
    if codes_of(selection):
        return reverse("history:feed", query=QueryDict(selection))
    return reverse("initiatives:feed", query=QueryDict(selection))


def _of_codes(codes):
    shortlist = read_shortlist(codes)
    if not shortlist.keys:
        raise ValidationError(_("Deze voorbeelden kennen wij niet."))
    return urlencode({CODES: SEPARATOR.join(sorted(shortlist.keys))})


def _values(name, value):
    if name == "q":
        return [" ".join(value.split()).lower()] if value and value.strip() else []
    return sorted(value) if isinstance(value, list) else [value] if value else []
