"""Public part of each record for a public dump: without private fields, and without links to unpublished records."""

from functools import cached_property

from django.db import models
from taggit.managers import TaggableManager

from initiatives.models.assessment import ASSESSMENT
from library.models import Picture

from .kinds import KEYS, KINDS
from .values import empty, many_fields, part_model, plain_fields

# What only the desk reads, of what is on the site; why it was off the site before is nobody's any more.
NOT_PUBLIC = {"internal_note", "offline_at", "suggested_evidence", "unnamed_count", "withdrawal_reason"}


class PublicView:
    """The content as visitors see it; each set of keys is read once."""

    def __init__(self):
        self._keys = {}

    def records(self, model):
        """The records of a kind that visitors see: each needs the records that it cannot be without."""
        manager = model.objects
        rows = manager.published() if hasattr(manager, "published") else manager.all()
        for field in plain_fields(model):
            if _is_link(field) and not field.null and field.related_model is not model:
                rows = rows.filter(**{f"{field.name}__in": self.records(field.related_model).order_by().values("pk")})
        return rows

    def keys(self, model):
        """The keys of those records, as a dump names them."""
        if model not in self._keys:
            self._keys[model] = set(self.records(model).values_list(KEYS[model], flat=True))
        return self._keys[model]

    def hidden_fields(self, model):
        """The fields that no visitor sees."""
        return {field.name for field in plain_fields(model) if field.name in NOT_PUBLIC}

    def seen(self, kind, row, values):
        """The values of a record as visitors see them; row, the record; values, its snapshot."""
        values = self._plain(kind.model, values)
        for field in many_fields(kind.model):
            if not isinstance(field, TaggableManager):
                values[field.name] = [key for key in values[field.name] if key in self.keys(field.related_model)]
        for name in kind.parts:
            model, link = part_model(kind.model, name)
            rows = sorted(getattr(row, name).all(), key=lambda part: part.pk)
            shown = self._shown_parts.get(model)
            pairs = zip(rows, values[name], strict=True)
            seen = [part for part_row, part in pairs if shown is None or part_row.pk in shown]
            values[name] = [self._plain(model, part) for part in seen if self._may_be_seen(model, link, part)]
        return values

    def _plain(self, model, values):
        seen = dict(values)
        for field in plain_fields(model):
            if field.name not in values:
                continue
            if field.name in NOT_PUBLIC:
                seen[field.name] = empty(field)
            elif _is_link(field) and values[field.name] not in self.keys(field.related_model):
                seen[field.name] = None
        if seen.get("assessment_publication", "") is None:  # an assessment stands with its source, or not at all
            seen |= {name: empty(model._meta.get_field(name)) for name in [*ASSESSMENT, "assessed_on"]}
        if model is Picture:
            seen["title"] = values["token"]  # its name is for the desk
        return seen

    def _may_be_seen(self, model, link, part):
        """Whether a part rests on nothing that is hidden; a link that it can do without may be left out."""
        needed = [field for field in plain_fields(model, [link]) if _is_link(field) and not field.null]
        return all(part[field.name] in self.keys(field.related_model) for field in needed)

    @cached_property
    def _shown_parts(self):
        """Of the parts that say themselves which of them are shown: a dict from the model to the keys of those."""
        shown = {}
        for kind in KINDS:
            for name in kind.parts:
                model, _link = part_model(kind.model, name)
                if hasattr(model.objects, "shown"):
                    shown[model] = set(model.objects.shown().values_list("pk", flat=True))
        return shown


def _is_link(field):
    return isinstance(field, models.ForeignKey) and field.related_model in KEYS
