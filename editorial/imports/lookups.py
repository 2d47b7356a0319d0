"""The records that a cell can name: by their name, their code or their address on the site."""

from taggit.models import Tag

from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality, Province
from search.analysis import fold
from sources.models import Publication
from themes.models import TargetGroup, Theme


class RecordLookup:
    """Records by each of their names.

    Args: rows, an iterable of (primary key, the name that the export writes, other names).
    """

    def __init__(self, rows):
        self._names, self._other_names, self._keys = {}, {}, {}
        for key, name, *other_names in rows:
            self._names[key], self._other_names[key] = name, other_names
            for folded in {fold(text) for text in [name, *other_names] if text}:
                self._keys.setdefault(folded, []).append(key)

    def find(self, text):
        """The primary key of the only record with this name; None when there is none, or more than one."""
        keys = self._keys.get(fold(text), [])
        return keys[0] if len(keys) == 1 else None

    def question(self, text):
        """What to ask about a name that `find` does not know; "" for nothing."""
        return ""

    def write(self, key):
        """The text by which `find` finds a record."""
        name = self._names[key]
        if self.find(name) == key:
            return name
        return next(other for other in self._other_names[key] if self.find(other) == key)

    def all(self):
        """Every text that the export may write."""
        return [self.write(key) for key in self._names]


class MunicipalityLookup(RecordLookup):
    """The municipalities, which the gazetteer also has under their old names, and by what lies in them."""

    def find(self, text):
        key = super().find(text)
        if key is None and (place := gazetteer().find(text)):
            return next(key for key, slug in gazetteer().slugs.items() if slug == place.slug)
        return key

    def question(self, text):
        return gazetteer().question(text)


class KeywordLookup:
    """The keywords: a new one is welcome, and one that exists keeps its capitals."""

    def __init__(self):
        self._names = {name.lower(): name for name in Tag.objects.values_list("name", flat=True)}

    def find(self, text):
        return self._names.setdefault(text.lower(), text)

    def write(self, name):
        return name


def _provinces():
    for province in Province.objects.prefetch_related("alternative_names"):
        yield province.pk, province.name, province.slug, *(other.name for other in province.alternative_names.all())


def all_lookups():
    """The lookup of each column with names: a dict by the name of the column."""
    themes = Theme.objects.order_by("position", "code")
    return {
        "main_theme": RecordLookup(themes.main().values_list("pk", "name", "code", "slug")),
        "themes": RecordLookup(themes.values_list("pk", "name", "code", "slug")),
        "target_groups": RecordLookup(TargetGroup.objects.values_list("pk", "name", "slug")),
        "municipalities": MunicipalityLookup(Municipality.objects.values_list("pk", "name", "code")),
        "unnamed_province": RecordLookup(_provinces()),
        "citations": RecordLookup(Publication.objects.values_list("pk", "code", "url")),
        "tags": KeywordLookup(),
    }
