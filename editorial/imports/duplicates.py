"""New rows that look like an initiative that exists, or like another row: the same title in the same municipality."""

from collections import defaultdict

from initiatives.models import Initiative
from search.analysis import fold

from .rows import Duplicate


def find_duplicates(rows):
    """Find the possible duplicates of rows about new initiatives: a dict from line number to `Duplicate`.

    A row looks like an initiative before it looks like a row above it.
    """
    stored, codes = _stored_by_title()
    seen = defaultdict(list)
    alike = {}
    for row in rows:
        title, municipalities = fold(row.values.get("title") or ""), frozenset(row.values.get("municipalities") or [])
        candidates = [*stored.get(title, []), *seen[title]]
        is_new = title and row.values.get("code") not in codes
        same = (other for where, other in candidates if _is_same(where, municipalities))
        if is_new and (duplicate := next(same, None)):
            alike[row.line] = duplicate
        seen[title].append((municipalities, Duplicate(row.line)))
    return alike


def _is_same(some, others):
    return bool(some & others) or not (some or others)


def _stored_by_title():
    """The initiatives by folded title, each with its municipalities; and the codes of all."""
    municipalities = defaultdict(set)
    for key, municipality in Initiative.municipalities.through.objects.values_list("initiative", "municipality"):
        municipalities[key].add(municipality)
    rows = list(Initiative.objects.order_by("code").values_list("pk", "code", "title"))
    by_title = defaultdict(list)
    for pk, code, title in rows:
        by_title[fold(title)].append((municipalities[pk], Duplicate(None, pk, code, title)))
    return by_title, {code for _pk, code, _title in rows}
