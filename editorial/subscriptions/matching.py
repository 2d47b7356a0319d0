"""Matching of public changes with selections, by the code with which the finder selects initiatives."""

from collections import defaultdict
from copy import copy

from django.utils import timezone
from django.utils.text import slugify

from core.key_set import KeySet
from core.records import State
from initiatives.finder.catalogue import (
    FRESH,
    LINKS,
    OWN,
    OWN_FACET,
    Catalogue,
    adopted_value,
    catalogue,
    count_adopters,
)
from initiatives.finder.facet_values import ADOPTED, PAPERS
from initiatives.finder.selection import InitiativeSelection
from initiatives.freshness import Group
from initiatives.models import Attachment, Bundle, Initiative
from search.analysis import stem, words
from sources.models import Publication

from .selections import codes_of, filter_of, remaining_query

FIELDS = [name for name in [*OWN, *FRESH] if name != "pk"]


class ChangedCatalogue(Catalogue):
    """Catalogue of changes for the finder: each change is an item with the facts before (even key) and after (odd key).

    Args: changes, a list of `PublicChange`, in the order of their numbers.
    """

    def __init__(self, changes):
        current = catalogue()
        self.number, self.today, self.changes = current.number, timezone.localdate(), changes
        self.facet_values = copy(current.facet_values)
        self.facet_values.choices = {**current.facet_values.choices, "land": dict(current.choices("land"))}
        if changes:
            self._add_empty_bundles()
        self._tags = {name: slug for slug, name in current.facet_values.choices["tag"].items()}
        self._sources = set(Publication.objects.published().values_list("pk", flat=True)) if changes else set()
        self._blank = {name: Initiative._meta.get_field(name).get_default() for name in FIELDS}
        keys_by_value, keys = defaultdict(list), []
        for key, facts in self._sides():
            keys.append(key)
            for value in self._values_of(facts):
                keys_by_value[value].append(key)
        self.everything = KeySet.of(keys)
        self.key_sets = {value: KeySet.of(linked) for value, linked in keys_by_value.items()}
        self._add_contradictory_of(current)
        self._add_papers()
        for slug, members in self.facet_values.in_bundles.items():
            was_in = self.key_sets.get(("stapel", slug), KeySet())
            self.key_sets["stapel", slug] = was_in | self._sides_of(set(members))

    def matching(self, selection):
        """Return the changes that belong to a selection: their initiative was in it before, or is in it after."""
        if not self.changes:
            return []
        if codes := codes_of(selection):
            return [change for change in self.changes if change.initiative.code in codes]
        if (left := remaining_query(selection, self)) is None:
            return []
        filterset = filter_of(left, self)
        if not filterset.is_valid():
            return []
        values = {name: value for name, value in filterset.form.cleaned_data.items() if name != "q"}
        keys = InitiativeSelection(values, catalogue=self).matching
        changes = [self.changes[number] for number in sorted({key // 2 for key in keys})]
        search = filterset.selection.search
        return _with_words(changes, search) if search else changes

    def _sides(self):
        for number, change in enumerate(self.changes):
            for key, facts in ((2 * number, change.before), (2 * number + 1, change.after)):
                if facts is not None:
                    yield key, facts

    def _values_of(self, facts):
        row = {name: self._value(name, facts) for name in FIELDS}
        yield from self._own_values(row)
        for relation in LINKS:
            for key in facts.get(relation, []):
                yield from self.facet_values.by_record.get((relation, key), ())
        yield ADOPTED, adopted_value(count_adopters(self._adopters_in(facts)))
        yield from (("stapel", slug) for slug in facts.get("bundles", []))
        yield from (("tag", self._tags.get(name, slugify(name))) for name in facts.get("tags", []))

    def _adopters_in(self, facts):
        """Return the municipalities that took it over, by a source that visitors see, or saw until this change."""
        seen = facts.get("sources", [])
        parts = [(part["municipality"], part["publication"]) for part in facts.get("adoptions", [])]
        return {municipality for municipality, source in parts if source in self._sources or source in seen}

    def _value(self, name, facts):
        return Initiative._meta.get_field(name).to_python(facts[name]) if name in facts else self._blank[name]

    def _add_contradictory_of(self, current):
        """Add the facet "contradictory": by the facts in each change, and by rules and sources as they are now."""
        value = "actualiteit", Group.CONTRADICTORY
        own = self.key_sets.get((OWN_FACET, Group.CONTRADICTORY), KeySet())
        self.key_sets[value] = own | self._sides_of(current.key_sets.get(value, KeySet()))

    def _add_papers(self):
        """Add the facet of attachment kinds, by the cleared attachments that each initiative has now."""
        initiatives = {change.initiative_id for change in self.changes}
        rows = Attachment.objects.cleared().filter(initiative__in=initiatives).values_list("paper__kind", "initiative")
        members = defaultdict(set)
        for kind, initiative in rows:
            members[kind].add(initiative)
        for kind in self.facet_values.choices[PAPERS]:
            self.key_sets[PAPERS, kind] = self._sides_of(members[kind])

    def _add_empty_bundles(self):
        """Add published bundles without a published example, so that followers hear when the last one is withdrawn."""
        shown, in_bundles = self.facet_values.choices["stapel"], defaultdict(list, self.facet_values.in_bundles)
        empty = Bundle.objects.filter(state=State.PUBLISHED).exclude(slug__in=list(shown))
        for slug, key in empty.values_list("slug", "items__initiative"):
            in_bundles[slug].append(key)
        self.facet_values.in_bundles = in_bundles
        self.facet_values.choices["stapel"] = {**shown, **dict.fromkeys(in_bundles.keys() - shown.keys(), "")}

    def _sides_of(self, members):
        return KeySet.of(key for key, _facts in self._sides() if self._initiative_of(key) in members)

    def _initiative_of(self, key):
        return self.changes[key // 2].initiative_id


def _with_words(changes, search):
    """Filter changes on a search that finds the initiative now, or would by its title and summary in the change."""
    matching_keys = None if search.matches is None else set(search.matches)
    stems = {stem(word) for word in words(search.text)}
    return [
        change
        for change in changes
        if change.initiative_id not in search.excluded
        and (matching_keys is None or change.initiative_id in matching_keys or _had_words(change, stems))
    ]


def _had_words(change, stems):
    sides = [side for side in (change.before, change.after) if side]
    texts = [f"{side.get('title', '')} {side.get('summary', '')}" for side in sides]
    return any(stems <= {stem(word) for word in words(text)} for text in texts)
