"""Lookups for cells: records by name, code or address on the site, and fixed choices."""

import re

from django.utils.translation import gettext as _
from taggit.models import Tag

from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus, ResultKind
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality, Province
from search.analysis import fold
from sources.models import Organisation, Publication
from themes.models import Framework, TargetGroup, Theme

ADDRESSED = re.compile(r"^(?:gemeente|gem\.?)\s+|\s+\(gemeente\)$", re.IGNORECASE)
CHOICES = {
    "kind": InitiativeKind,
    "status": InitiativeStatus,
    "suggested_evidence": Evidence,
    "band_one_off": CostBand,
    "band_yearly": CostBand,
    "results.kind": ResultKind,
}


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

    def did_you_mean(self, text):
        """Question about a name that `find` does not know; "" when nothing is alike."""
        return ""

    def write(self, key):
        """The text by which `find` finds a record; its name when others have each of its names too."""
        name = self._names[key]
        if self.find(name) == key:
            return name
        return next((other for other in self._other_names[key] if self.find(other) == key), name)

    def all(self):
        """Every text that the export may write."""
        return [self.write(key) for key in self._names]


class MunicipalityLookup(RecordLookup):
    """The municipalities, which the gazetteer also has under their old names, and by what lies in them."""

    def find(self, text):
        key = super().find(text)
        if key is None and (bare := ADDRESSED.sub("", text.strip())) != text.strip():
            return self.find(bare)
        if key is None and (place := gazetteer().find(text)):
            return next(key for key, slug in gazetteer().slugs.items() if slug == place.slug)
        return key

    def did_you_mean(self, text):
        names = [place.name for place in gazetteer().around(text)]
        if len(names) > 1 and all(fold(name.partition(" (")[0]) == fold(text) for name in names):
            return _("Bedoelt u %s?") % _(" of ").join(names)
        return gazetteer().did_you_mean(ADDRESSED.sub("", text.strip()))


class KeywordLookup:
    """The keywords: a new one is welcome, and one that exists keeps its capitals."""

    def __init__(self):
        self._names = {name.lower(): name for name in Tag.objects.values_list("name", flat=True)}

    def has(self, text):
        """Whether there is such a keyword."""
        return text.lower() in self._names

    def find(self, text):
        return self._names.setdefault(text.lower(), text)

    def write(self, name):
        return name


class AnsweredLookup:
    """A lookup that knows what an editor said of names that it does not know: a dict from folded name to key."""

    def __init__(self, lookup, answers):
        self._lookup, self._answers = lookup, answers
        self.left_out = []  # names that belong nowhere, since somebody last looked

    def __getattr__(self, name):
        return getattr(self._lookup, name)

    def find(self, text):
        """The key of what has this name, 0 when the editor said that nothing has; None when that is not known."""
        if fold(text) not in self._answers:
            return self._lookup.find(text)
        if not (key := self._answers[fold(text)]):
            self.left_out.append(text)
        return key


def answered(lookups, answers):
    """Return the lookups, each with the answers for its column."""
    return {name: AnsweredLookup(lookup, answers.get(name, {})) for name, lookup in lookups.items()}


def _provinces():
    for province in Province.objects.prefetch_related("alternative_names"):
        yield province.pk, province.name, province.slug, *(other.name for other in province.alternative_names.all())


def _frameworks():
    return Framework.objects.order_by("code").values_list("pk", "name", "code", "slug", "abbreviation", "official_name")


def _organisations():
    for organisation in Organisation.objects.order_by("name"):
        yield organisation.pk, organisation.name, organisation.abbreviation, *organisation.other_names


def all_lookups():
    """The lookup of each column with names: a dict by the name of the column."""
    themes = Theme.objects.order_by("position", "code")
    publications = RecordLookup(Publication.objects.values_list("pk", "code", "url"))
    frameworks = RecordLookup(_frameworks())
    return {
        "main_theme": RecordLookup(themes.main().values_list("pk", "name", "code", "slug")),
        "themes": RecordLookup(themes.values_list("pk", "name", "code", "slug")),
        "target_groups": RecordLookup(TargetGroup.objects.values_list("pk", "name", "slug")),
        "municipalities": MunicipalityLookup(Municipality.objects.values_list("pk", "name", "code")),
        "unnamed_province": RecordLookup(_provinces()),
        "citations": publications,
        "results.publication": publications,
        "frameworks": frameworks,
        "later_frameworks": frameworks,
        "partners.organisation": RecordLookup(_organisations()),
        "tags": KeywordLookup(),
    } | {
        name: RecordLookup((value, str(label), value) for value, label in choices.choices)
        for name, choices in CHOICES.items()
    }
