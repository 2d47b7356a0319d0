"""Admin URLs of the records in the audit log, and of the records behind public pages."""

from collections import defaultdict

from django.http import Http404
from django.urls import resolve, reverse

from core.records import is_key


def addresses(site, request, entries):
    """Return the admin URL of each record that still exists and that the reader may see: a dict by (model label, key).

    One query for each model, however many entries there are.
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


def form_of_page(site, page):
    """Return the URL of the admin form of the record that a public page is about; None when it is about none.

    Args: site, the admin site; page, the path of a page, which comes from outside and is not trusted.
    """
    try:
        slug = resolve(page).kwargs.get("slug", "")
    except Http404:
        return None
    models = [model for model in site._registry if hasattr(model, "get_absolute_url") and hasattr(model, "slug")]
    for model in models if "\x00" not in slug else []:
        record = model.objects.filter(slug=slug).first()
        if record and record.get_absolute_url() == page:
            return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[record.pk])
    return None
