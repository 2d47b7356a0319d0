"""Where the records are that the audit log tells of."""

from collections import defaultdict

from django.urls import reverse

from editorial.accounts.access import may_reach

MOST_DIGITS = 18  # a key with more, which anybody may put in an address, fits no database


def addresses(site, request, entries):
    """The page of each record that still exists and that the reader may see: a dict by (sort, key).

    One question for each sort of record, however many entries there are.
    """
    wanted, found = defaultdict(set), {}
    for entry in entries:
        if entry.object_key.isascii() and entry.object_key.isdigit() and len(entry.object_key) <= MOST_DIGITS:
            wanted[entry.object_type].add(entry.object_key)
    for model, model_admin in site._registry.items():
        kind, page = model._meta.label_lower, f"{model._meta.app_label}_{model._meta.model_name}_change"
        if wanted[kind] and may_reach(request.user, page) and model_admin.has_view_permission(request):
            there = model_admin.get_queryset(request).filter(pk__in=wanted[kind]).values_list("pk", flat=True)
            found |= {(kind, str(key)): reverse(f"admin:{page}", args=[key]) for key in there}
    return found
