"""Merging at the desk: with the log and the index; in the background, when many records link to the two.

The index takes most of the time: about three milliseconds for each initiative that has words of the record.
"""

from collections import Counter, defaultdict

from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import ItemBase

from search import index
from search.documents import DOCUMENT_SOURCES

from .background_admin import recorded
from .jobs.background import begin_last_step, renew_lease
from .merging import MergeRefused, links_to, merge, touched, undo_merge
from .models import Merge

MERGE, UNDO = "merge_records", "undo_merge"
MOST_LINKS = 400  # that a request merges itself: two seconds on a busy machine
MERGE_LABEL, UNDO_LABEL = gettext_lazy("Twee samenvoegen"), gettext_lazy("Samenvoegen ongedaan maken")


def count_links(model, key):
    """Number of rows of each kind that link to a record: a dict from the plural name of the kind to the number."""
    counts = Counter()
    for field in links_to(model):
        is_link = field.model._meta.auto_created or issubclass(field.model, ItemBase)
        name = _("koppelingen") if is_link else field.model._meta.verbose_name_plural
        counts[str(name)] += field.model._base_manager.filter(**{field.name: key}).count()
    return dict(+counts)  # a template would find the number of "items" in a Counter


def _link_total(model, key):
    return sum(count_links(model, key).values())


def is_long_merge(records):
    """Whether merging two records takes so long that nobody should have to wait for it."""
    return sum(_link_total(type(record), record.pk) for record in records) > MOST_LINKS


def is_long_undo(merged):
    """Whether undoing a merge takes so long that nobody should have to wait for it."""
    return _link_total(apps.get_model(merged.model), merged.survivor_key) > MOST_LINKS


def merge_at_desk(model_admin, request, survivor, gone, taken):
    """Make two records one, logged and found anew, wholly or not at all; returns what happened, in words.

    Args: model_admin, of both; request, or a `Requester`; taken, the names of the fields of which the survivor gets the
        value of the other. Raises: MergeRefused.
    """
    name_field = model_admin.name_field
    names = [getattr(record, name_field) for record in (survivor, gone)] if name_field else []

    def remember(survivor, _gone):
        now = getattr(survivor, name_field, "")
        return model_admin.add_names(survivor, [name for name in names if name != now])

    with transaction.atomic():
        merged = merge(survivor, gone, taken, request.user.get_username(), remember)
        if model_admin.model in DOCUMENT_SOURCES:
            index.remove(model_admin.model, [gone.pk])
        model_admin.log_deletions(request, [gone])
        model_admin.log_change(request, survivor, _("Samengevoegd met ‘%(gone)s’.") % {"gone": gone})
        model_admin.after_change(request, survivor)
        _index_touched(merged)
    return _with_names(_("‘%(gone)s’ is opgegaan in ‘%(survivor)s’. Ongedaan maken kan bij Samenvoegingen."), merged)


def undo_at_desk(merge_admin, request, merged):
    """Part two records again, as `merge_at_desk` made them one."""
    with transaction.atomic():
        rows = list(touched(merged))
        records = undo_merge(merged)
        merge_admin.log_change(request, merged, _("Ongedaan gemaakt."))
        for record in records:
            merge_admin.admin_site.get_model_admin(type(record)).after_change(request, record)
        _index_touched(merged, rows)
    return _with_names(_("‘%(gone)s’ en ‘%(survivor)s’ zijn weer twee records."), merged)


def run_merge(job):
    """Merge in the background what an editor confirmed; when that is done already, it says so again."""
    model, gone_key = apps.get_model(job.object_type), job.parameters["gone"]
    begin_last_step(_("Records samenvoegen"))
    with recorded(job, MERGE_LABEL) as request:
        renew_lease()
        same = {"model": job.object_type, "gone_key": gone_key, "survivor_key": job.object_key}
        if merged := Merge.objects.standing().filter(**same).first():
            return _with_names(_("‘%(gone)s’ is opgegaan in ‘%(survivor)s’."), merged)
        records = model._base_manager.in_bulk([job.object_key, gone_key])
        if len(records) < 2:
            raise MergeRefused(_("Een van de twee records is er niet meer."))
        model_admin = admin.site.get_model_admin(model)
        return merge_at_desk(model_admin, request, records[job.object_key], records[gone_key], job.parameters["taken"])


def run_undo(job):
    """Undo a merge in the background; when that is done already, it says so again."""
    begin_last_step(_("Samenvoegen ongedaan maken"))
    with recorded(job, UNDO_LABEL) as request:
        renew_lease()
        merged = Merge.objects.get(pk=job.object_key)
        if merged.undone_at and merged.undone_at >= job.created_at:
            return _with_names(_("‘%(gone)s’ en ‘%(survivor)s’ zijn weer twee records."), merged)
        return undo_at_desk(admin.site.get_model_admin(Merge), request, merged)


def _with_names(sentence, merged):
    return sentence % {"gone": merged.gone_name, "survivor": merged.survivor_name}


def _index_touched(merged, rows=None):
    """Index what has words of the records: the rows that moved, and the wholes of those that are parts."""
    keys = defaultdict(set)
    for row in touched(merged) if rows is None else rows:
        keys[type(row)].add(row.pk)
        for field in row._meta.concrete_fields:
            if field.related_model and field.related_model._meta.label_lower != merged.model:
                keys[field.related_model].add(getattr(row, field.attname))
    for model in keys.keys() & DOCUMENT_SOURCES.keys():
        index.update(model.objects.filter(pk__in=keys[model]))
