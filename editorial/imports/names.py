"""The records that a cell can name: by their name, their code or their address on the site."""

from taggit.models import Tag

from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality, Province
from search.analysis import fold
from sources.models import Publication
from themes.models import TargetGroup, Theme


class Names:
    """The names of some records.

    Args: rows, an iterable of (primary key, the name that the export writes, other names).
    """

    def __init__(self, rows):
        self._names, self._others, self._found = {}, {}, {}
        for key, name, *others in rows:
            self._names[key], self._others[key] = name, others
            for one in {fold(text) for text in [name, *others] if text}:
                self._found.setdefault(one, []).append(key)

    def find(self, text):
        """The primary key of the one record that is called so; None when there is none, or more than one."""
        found = self._found.get(fold(text), [])
        return found[0] if len(found) == 1 else None

    def write(self, key):
        """The text by which `find` finds a record."""
        name = self._names[key]
        return name if self.find(name) == key else next(o for o in self._others[key] if self.find(o) == key)

    def all(self):
        """Every text that the export may write."""
        return [self.write(key) for key in self._names]


class Places(Names):
    """The municipalities, which the gazetteer also knows by their old names."""

    def find(self, text):
        found = super().find(text)
        if found is None and (place := gazetteer().find(text)):
            return next(key for key, slug in gazetteer().keys.items() if slug == place.slug)
        return found


class Keywords:
    """The keywords: a new one is welcome, and one that is there already keeps its capitals."""

    def __init__(self):
        self._known = {name.lower(): name for name in Tag.objects.values_list("name", flat=True)}

    def find(self, text):
        return self._known.setdefault(text.lower(), text)

    def write(self, name):
        return name


def known_names():
    """All names that the cells of a sheet may hold: a dict by the name of the column."""
    themes = Theme.objects.order_by("position")
    return {
        "main_theme": Names(themes.main().values_list("pk", "name", "code", "slug")),
        "themes": Names(themes.values_list("pk", "name", "code", "slug")),
        "target_groups": Names(TargetGroup.objects.values_list("pk", "name", "slug")),
        "municipalities": Places(Municipality.objects.values_list("pk", "name", "code")),
        "unnamed_province": Names(Province.objects.values_list("pk", "name", "slug")),
        "citations": Names(Publication.objects.values_list("pk", "code", "url")),
        "tags": Keywords(),
    }
