"""Public changes of examples without a revision: they gain or lose a bundle or a source.

So the public history says it of each of those examples, and who follows one, or the bundle, hears of it.
"""

from collections import defaultdict

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.generation import content_change
from editorial.revisions import snapshot
from initiatives.models import Bundle, BundleItem, Initiative
from initiatives.models.parts import Citation
from sources.models import Publication

from .models import PublicChange
from .recording import facts_of, save_changes

LABELS = {Bundle: Bundle, Publication: Citation}  # by what an example has, the model that names it


def shown_links(model, keys=None):
    """Which examples visitors see with each record of a model: a dict from primary key to a set of primary keys.

    Args: model, Bundle or Publication; keys, of its records: all when not given.
    """
    records = model.objects.published() if keys is None else model.objects.published().filter(pk__in=keys)
    links = defaultdict(set)
    for relation, name in _relations(model):
        rows = relation.objects.filter(initiative__in=Initiative.objects.published(), **{f"{name}__in": records})
        for key, initiative in rows.values_list(f"{name}_id", "initiative_id"):
            links[key].add(initiative)
    return links


def record_links(record, before, among=None):
    """Record which examples visitors see with a record since, and which no longer.

    Args: record, as saved, or deleted; before, of `shown_links()`, the examples that were seen with it; among, the
        keys of examples to say it of: of all that are on the site when not given.
    """
    after = shown_links(type(record), [record.pk])[record.pk] if record.pk else set()
    changed = before ^ after if among is None else (before ^ after) & set(among)
    on_site = set(Initiative.objects.published().filter(pk__in=changed).values_list("pk", flat=True))
    if not on_site:
        return
    with content_change():
        rows, contents = Initiative.objects.in_bulk(on_site), snapshot.take_many(on_site)
        changes = [_change(rows[key], contents[key], record, key in after) for key in sorted(on_site)]
        save_changes(changes)


def _relations(model):
    """The models that link an example to a record of a model, each with the name of the link."""
    if model is Bundle:
        return [(BundleItem, "bundle")]
    parts = [(part, field) for part in snapshot.part_models().values() for field in snapshot.part_fields(part)]
    return [(part, field.name) for part, field in parts if _leads_to(field, model)]


def _leads_to(field, model):
    return isinstance(field, models.ForeignKey) and field.related_model is model


def _change(row, content, record, is_added):
    facts = facts_of(content, row.confirmed_on)
    having, lacking = _with_and_without(facts, record)
    before, after = (lacking, having) if is_added else (having, lacking)
    name = _name_of(record)
    label = capfirst(str(LABELS[type(record)]._meta.verbose_name))
    differences = [[label, *(["", name] if is_added else [name, ""])]]
    kind = PublicChange.Kind.CHANGED
    return PublicChange(initiative=row, kind=kind, differences=differences, before=before, after=after)


def _with_and_without(facts, record):
    """The facts of an example that has a record, and of one that has not."""
    if isinstance(record, Bundle):
        return facts | {"bundles": [record.slug]}, facts
    others = [part for part in facts["adoptions"] if part["publication"] != record.pk]
    return facts | {"sources": [record.pk]}, facts | {"adoptions": others}


def _name_of(record):
    """Name of a record, if it is still public."""
    if record.pk and type(record).objects.published().filter(pk=record.pk).exists():
        return record.title
    return _("een die niet meer op de site staat")
