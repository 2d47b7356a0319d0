"""All municipalities in memory: where they are, what lies in them, and which municipality merged ones became."""

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.memo import Memo
from search.analysis import fold
from sources.models import Publication

from .models import Municipality, MunicipalityName, MunicipalityType, Province, TypeAssignment
from .models import Place as Village
from .place import COLUMNS, place_of_row, with_parts

OTHER_NAME_COLUMNS = ["municipality", "name", "merged_year"]
VILLAGE_COLUMNS = ["name", "municipality", "has_other_meaning"]
# Parts of any town, of which only some are in the collection.
EVERYWHERE = {"binnenhof", "binnenstad", "centrum", "noord", "oost", "tuindorp", "villapark", "west", "zuid"}
MIN_CLOSEST_LENGTH, LONG_NAME = 4, 8  # letters; of a long name two may be wrong
SUFFIX = re.compile(r" \([^()]+\)$")  # of a name that two have: Bergen (NH)


class Gazetteer:
    """The municipalities at one content generation.

    places: a dict from slug to `Place`, in alphabetical order, those that merged included.
    slugs: a dict from primary key to slug.
    """

    def __init__(self, _generation, _previous):
        rows = list(Municipality.objects.order_by("name").values(*COLUMNS))
        self.slugs = {row["pk"]: row["slug"] for row in rows}
        successors = {row["slug"]: row["successor__slug"] for row in rows if row["ended_on"]}
        ended_on = {row["slug"]: row["ended_on"] for row in rows}
        neighbours, types, names = self._neighbours(), self._types(), self._other_names()
        self.places = {
            row["slug"]: place_of_row(row, _current_slug(row["slug"], successors), neighbours, types, names)
            for row in rows
        }
        self._inherit()
        self._label(successors, ended_on)

    @property
    def current(self):
        """The municipalities that still exist."""
        return [place for place in self.places.values() if place.is_current]

    def label(self, municipality):
        """The label of a `Municipality`; its name alone when it was added after this was read."""
        place = self.places.get(municipality.slug)
        return place.label if place else municipality.name

    def keys_within(self, slug):
        """The primary keys of a municipality and of all that merged into it, at whatever time."""
        return [key for key, part in self.slugs.items() if self.places[part].current_slug == slug]

    def find(self, text):
        """The municipality that somebody means.

        Args: text, a slug ("den-haag"), a current or old name ("Den Haag", "'s-Gravenhage"), or the name of a village
            or district in one municipality only ("Dokkum").
        Returns: a `Place`, of what merged that of today; or None when none has that name, or more than one, or when it
            is that of a province or of what every town has.
        """
        named = self.places.get(slugify(text)) or self.places.get(self._slugs_by_name.get(fold(text)))
        is_vague = named or self.is_province(text) or fold(text) in EVERYWHERE
        around = [] if is_vague else self.around(text)
        place = around[0] if len(around) == 1 else named
        return place and self.places[place.current_slug]

    def around(self, text):
        """The current municipalities in which a village or district of this name lies, in alphabetical order."""
        slugs = {self.places[slug].current_slug for slug in self._villages.get(fold(text), ({}, False))[0]}
        return [place for slug, place in self.places.items() if slug in slugs]

    def has_other_meaning(self, text):
        """Whether a name is not just that of a village or district: also a word, a municipality or a province."""
        return self._villages.get(fold(text), ({}, True))[1] or self.names_municipality_or_province(text)

    def names_municipality_or_province(self, text):
        """Whether a municipality or a province has this name."""
        return fold(text) in self._slugs_by_name or self.is_province(text)

    def is_province(self, text):
        """Whether a province has this name, official or popular."""
        return fold(text) in self._slugs_of_provinces

    def did_you_mean(self, text):
        """Return a hint for a name that `find` does not know, such as "Bedoelde u Weert?"; "" for none."""
        if self.is_province(text):
            return _("%(name)s is een provincie. Kies een gemeente.") % {"name": text.strip()}
        if around := self.around(text):
            names = _(" en ").join(place.name for place in around)
            return _("%(name)s ligt in %(names)s. Welke gemeente bedoelt u?") % {"name": text.strip(), "names": names}
        closest = self.closest(text)
        return _("Bedoelde u %(name)s?") % {"name": closest} if closest else ""

    def province_slug(self, text):
        """The slug of the province that has a name, official or popular; a slug of the text when there is none."""
        return self._slugs_of_provinces.get(fold(text)) or slugify(text)

    def closest(self, text):
        """The name of a municipality, village or district that looks most like a text; "" when none does."""
        sought = fold(text)
        if len(sought) < MIN_CLOSEST_LENGTH:
            return ""
        furthest = 1 if len(sought) < LONG_NAME else 2
        hits = process.extract(sought, self.names.keys(), scorer=OSA.distance, score_cutoff=furthest, limit=5)
        ranked = sorted(hits, key=lambda hit: (hit[1], hit[0] not in self._slugs_by_name, hit[0][0] != sought[0]))
        return self.names[ranked[0][0]] if ranked else ""

    @cached_property
    def _slugs_by_name(self):
        places = self.places.values()
        other_names = {fold(name): place.slug for place in places for name in place.other_names}
        return other_names | {fold(place.name): place.slug for place in places}

    @cached_property
    def _villages(self):
        """Villages and districts by the normal form of their name: the municipalities, and whether it means more."""
        villages = {}
        for name, municipality, has_other_meaning in self._village_rows:
            slugs, other = villages.get(fold(name), (set(), False))
            villages[fold(name)] = slugs | {self.slugs[municipality]}, other or has_other_meaning
        for place in self.places.values():
            if SUFFIX.search(place.name):  # two are called Bergen, and neither comes first
                name = fold(SUFFIX.sub("", place.name))
                villages[name] = villages.get(name, (set(), True))[0] | {place.slug}, True
        return villages

    @cached_property
    def _village_rows(self):
        rows = list(Village.objects.values_list(*VILLAGE_COLUMNS))
        known = {(fold(name), key) for name, key, _has_other_meaning in rows}
        former = [(name, key) for key, slug in self.slugs.items() for name in self.places[slug].former]
        return rows + [(name, key, False) for name, key in former if (fold(name), key) not in known]

    @cached_property
    def _province_rows(self):
        return list(Province.objects.order_by("slug").values_list("pk", "slug", "name", "alternative_names__name"))

    @property
    def provinces(self):
        """All provinces, by their slugs: triples of primary key, slug and name."""
        return list(dict.fromkeys(row[:3] for row in self._province_rows))

    @cached_property
    def _province_names(self):
        """Pairs of the slug of a province and one of its names."""
        return [(slug, name) for _pk, slug, *names in self._province_rows for name in names if name]

    @cached_property
    def _slugs_of_provinces(self):
        return {fold(name): slug for slug, name in self._province_names}

    @cached_property
    def names(self):
        """Every name, as it is written, by its normal form; that of a municipality above that of a village."""
        provinces = [name for _slug, name in self._province_names]
        municipalities = [name for place in self.places.values() for name in (place.name, *place.other_names)]
        short = [SUFFIX.sub("", name) for name in municipalities]
        villages = [name for name, _municipality, _has_other_meaning in self._village_rows]
        return {fold(name): name for name in [*villages, *short, *provinces, *municipalities]}

    def _neighbours(self):
        neighbours = defaultdict(set)
        pairs = Municipality.neighbours.through.objects.values_list("from_municipality", "to_municipality")
        for municipality, neighbour in pairs:
            neighbours[self.slugs[municipality]].add(self.slugs[neighbour])
        return neighbours

    def _types(self):
        types = defaultdict(dict)
        sourced = {"type__in": MunicipalityType.objects.published(), "publication__in": Publication.objects.published()}
        assignments = TypeAssignment.objects.filter(**sourced).order_by("type__name")
        for municipality, slug, name in assignments.values_list("municipality", "type__slug", "type__name"):
            types[self.slugs[municipality]][slug] = name
        return types

    def _other_names(self):
        names = defaultdict(list)
        for key, name, year in MunicipalityName.objects.order_by("name").values_list(*OTHER_NAME_COLUMNS):
            names[self.slugs[key], bool(year)].append(name)
        return names

    def _inherit(self):
        """Fill gaps in the data of merged municipalities from their predecessors, and make neighbours mutual."""
        parts = defaultdict(list)
        for place in self.places.values():
            if place.current_slug != place.slug:
                parts[place.current_slug].append(place)
        for slug, predecessors in parts.items():
            largest_first = sorted(predecessors, key=lambda part: -(part.population or 0))
            self.places[slug] = with_parts(self.places[slug], largest_first)
        for place in self.places.values():
            current = {self.places[slug].current_slug for slug in place.neighbours} - {place.slug}
            self.places[place.slug] = replace(place, neighbours=frozenset(current))
        for place in self.current:
            for slug in place.neighbours:
                neighbour = self.places[slug]
                self.places[slug] = replace(neighbour, neighbours=neighbour.neighbours | {place.slug})

    def _label(self, successors, ended_on):
        """Say of what merged what it is a part of now, and since when: "Woerden (sinds 2027 Groene Hart)"."""
        for slug, place in self.places.items():
            chain = _chain(slug, successors)
            if len(chain) > 1:
                values = {"name": place.name, "year": ended_on[chain[-2]].year, "now": self.places[chain[-1]].name}
                self.places[slug] = replace(place, label=_("%(name)s (sinds %(year)d %(now)s)") % values)


def _chain(slug, successors):
    """The slugs of a municipality and of what it became, one after the other."""
    chain = [slug]
    while (successor := successors.get(chain[-1])) and successor not in chain:
        chain.append(successor)
    return chain


def _current_slug(slug, successors):
    """The slug of the municipality that one is now a part of; its own when its successor is not known."""
    return _chain(slug, successors)[-1]


_gazetteer = Memo(Gazetteer)


def gazetteer():
    """The current `Gazetteer`."""
    return _gazetteer.get()
