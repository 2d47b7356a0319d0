"""Public part of a snapshot, and the public differences between two snapshots in words."""

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

from core.records import published_condition
from core.text import readable
from editorial.revisions import snapshot
from editorial.revisions.differences import Names, differences
from initiatives.models import Initiative
from initiatives.publishability import CHECK_FIELDS

NOT_PUBLIC = {"internal_note", "offline_at", "suggested_evidence", "assessed_by"}
NOT_PUBLIC |= {*CHECK_FIELDS}  # a check says that the content did not change
NOT_IN_HISTORY = NOT_PUBLIC | {
    "contact_name",
    "contact_email",
}  # who can be written to is on the page, and nowhere afterwards
NOT_IN_HISTORY |= {"assessed_on", "unnamed_count", "number", "position"}  # only the desk reads these, also of a part
NAMES = ["alt", "title", "name", "text", "topic"]  # what the site calls a record by, the first that its model has
MAX_LENGTH, WORDS_AROUND = 200, 6


def content_of(content):
    """Public content of an initiative, from its snapshot, to compare with another one."""
    parts = snapshot.part_models()
    return {
        name: [{**part, "id": None} for part in value] if name in parts else value
        for name, value in content.items()
        if name not in NOT_PUBLIC
    }


def public_differences(old, new, get_model=lambda model: model):
    """Public differences between two snapshots: a list of [label, old words, new words], each short enough for a list.

    What is not published itself is not named, and a part that rests on it is left out.
    Args: old, new, snapshots; get_model, which gives the model to read names with: a migration has its own.
    """
    if content_of(old) == content_of(new):
        return []
    names = PublicNames([old, new], get_model)
    old, new = _without_what_stayed(names.visible(old), names.visible(new))
    rows = [[str(label), *excerpts(before, after)] for label, before, after in differences(old, new, names)]
    return _with_reason(rows)


def _with_reason(rows):
    """The differences with a new status and the reason for it as one."""
    status, reason = (capfirst(Initiative._meta.get_field(name).verbose_name) for name in ("status", "status_reason"))
    by_label = {row[0]: row for row in rows}
    if status in by_label and reason in by_label and by_label[reason][2]:
        by_label[status][2] = _("%(status)s, omdat: %(reason)s") % {
            "status": by_label[status][2],
            "reason": by_label[reason][2],
        }
        rows.remove(by_label[reason])
    return rows


class PublicNames(Names):
    """The names of the published records that some snapshots name, read with one query for each model."""

    def __init__(self, contents, get_model):
        super().__init__()
        keys = {}
        for content in contents:
            for model, named in snapshot.named(content).items():
                keys.setdefault(model, set()).update(named)
        for model, named in keys.items():
            rows = _public_names(get_model(model), named, getattr(model, "CLEARED", {}))
            self._by_key |= {(model, key): name or _("zonder beschrijving") for key, name in rows}

    def words(self, field, value):
        return "" if value in (None, "") else super().words(field, value)

    def visible(self, content):
        """The part of a snapshot that visitors see."""
        parts = snapshot.part_models()
        result = {name: value for name, value in content.items() if name not in NOT_IN_HISTORY}
        if main_theme := result.get("main_theme"):  # one of its themes, also where the content files do not repeat it
            result["themes"] = sorted({*result.get("themes", []), main_theme})
        result |= self._linked(snapshot.content_fields(), result)
        for field in snapshot.relations():
            if field.name in result and not isinstance(field, TaggableManager):
                result[field.name] = [key for key in result[field.name] if self._knows(field, key)]
        for name in parts.keys() & result.keys():
            fields = snapshot.part_fields(parts[name])
            seen = [part | self._linked(fields, part) for part in result[name] if self._is_seen(fields, part)]
            result[name] = [{key: value for key, value in part.items() if key not in NOT_IN_HISTORY} for part in seen]
        return result

    def _linked(self, fields, values):
        """The links in values to one record each, to nothing where that is not published."""
        links = [field for field in fields if isinstance(field, models.ForeignKey) and field.name in values]
        return {field.name: values[field.name] if self._knows(field, values[field.name]) else None for field in links}

    def _is_seen(self, fields, part):
        required = [field for field in fields if isinstance(field, models.ForeignKey) and not field.null]
        return all(self._knows(field, part[field.name]) for field in required if field.name in part)

    def _knows(self, field, key):
        return (field.related_model, key) in self._by_key


def excerpts(old, new):
    """Two texts as far as they differ, with some words around that, and never more than a list can show."""
    old, new = readable(str(old)), readable(str(new))
    if max(len(old), len(new)) > MAX_LENGTH and old and new:
        old, new = _where_different(old.split(), new.split())
    return [Truncator(text).chars(MAX_LENGTH) for text in (old, new)]


def _where_different(old, new):
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, last = max(start - WORDS_AROUND, 0), max(end - WORDS_AROUND, 0)
    shown = [words[first : len(words) - last] for words in (old, new)]
    before, after = "… " if first else "", " …" if last else ""
    return [f"{before}{' '.join(words)}{after}" for words in shown]


def _without_what_stayed(old, new):
    """Both without the parts that say the same, also where a part has another key since: it was written anew."""
    old, new = dict(old), dict(new)
    for name in snapshot.part_models().keys() & old.keys() & new.keys():
        before, after = [_values(part) for part in old[name]], [_values(part) for part in new[name]]
        old[name] = [part for part in old[name] if _values(part) not in after]
        new[name] = [part for part in new[name] if _values(part) not in before]
    return old, new


def _values(part):
    return {**part, "id": None}


def _public_names(model, keys, cleared):
    fields = {field.name for field in model._meta.concrete_fields}
    name = next((name for name in NAMES if name in fields), None)
    rows = model._default_manager.filter(pk__in=keys, **cleared) if name else model._default_manager.none()
    if "withdrawal_reason" in fields:  # a record
        rows = rows.filter(published_condition(model))
    return rows.values_list("pk", name) if name else []
