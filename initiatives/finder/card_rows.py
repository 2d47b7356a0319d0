"""Queries for the cards of a page at once: three narrow queries, without Django's prefetching.

The same as `published().for_cards()` and the results of published sources in a third of the time, see
docs/performance.md. A test holds both equal.
"""

from collections import defaultdict

from django.db.models import F

from initiatives.models import Initiative, Result
from initiatives.querysets import HAS_AMOUNT_IN_NOTE
from sources.models import Publication

from .endings import endings

FIELDS = ["code", "slug", "title", "summary", "main_theme", "kind", "status", "evidence"]
FIELDS += ["as_of", "as_of_text", "end_year", "end_date", "checked_on", "checked_by_municipality", "confirmed_on"]
FIELDS += ["band_one_off", "band_yearly", "cost_one_off", "cost_yearly", "country", "city", "unnamed_participants"]
THEME_FIELDS = ["state", "slug", "name", "parent", "cross_cutting", "awning", "icon"]
RESULT_FIELDS = ["kind", "value", "unit", "definition", "denominator"]


def initiatives_for_cards(keys):
    """The published ones of some initiatives, with what cards and rows show: a dict from primary key."""
    initiatives = {initiative.pk: initiative for initiative in _initiatives.published().filter(pk__in=keys)}
    municipalities, results = _by_initiative(_municipalities, initiatives), _by_initiative(_results, initiatives)
    ended = endings()
    for key, initiative in initiatives.items():
        initiative._prefetched_objects_cache = {"municipalities": municipalities[key], "results": results[key]}
        ended.annotate(initiative)
    return initiatives


def _by_initiative(rows, initiatives):
    """The related rows of some initiatives: a dict from primary key to a list of named tuples."""
    related = defaultdict(list)
    for row in rows.filter(initiative__in=list(initiatives)):
        related[row.initiative_id].append(row)
    return related


# Each is composed once, for that takes long.
_initiatives = (
    Initiative.objects.order_by()
    .select_related("main_theme")
    .only(*FIELDS, *(f"main_theme__{name}" for name in THEME_FIELDS))
    .annotate(has_amount_in_note=HAS_AMOUNT_IN_NOTE)
)
_municipalities = (
    Initiative.municipalities.through.objects.order_by("municipality__name")
    .annotate(slug=F("municipality__slug"), name=F("municipality__name"))
    .values_list("initiative_id", "slug", "name", named=True)
)
_results = Result.objects.filter(publication__in=Publication.objects.published()).values_list(
    "initiative_id", *RESULT_FIELDS, named=True
)
