"""The addresses of the records in the audit log."""

from collections import defaultdict

from django.urls import reverse

from core.records import is_key


def addresses(site, request, entries):
    """The page of each record that still exists and that the reader may see: a dict by (sort, key).

    One query for each sort of record, however many entries there are.
    """
    keys, urls = defaultdict(set), {}
    for entry in entries:
        if is_key(entry.object_key):
            keys[entry.object_type].add(entry.object_key)
    for model, model_admin in site._registry.items():
        kind, page = model._meta.label_lower, f"{model._meta.app_label}_{model._meta.model_name}_change"
        if keys[kind] and site.may_reach(request.user, page) and model_admin.has_view_permission(request):
            existing = model_admin.get_queryset(request).filter(pk__in=keys[kind]).values_list("pk", flat=True)
            urls |= {(kind, str(key)): reverse(f"admin:{page}", args=[key]) for key in existing}
    return urls
