"""Random changes of what the search index has, as the desk makes them, and all that a search then says."""

from types import SimpleNamespace

from django.contrib import admin
from hypothesis import strategies
from taggit.models import Tag

from core.generation import content_change
from core.records import State
from search import index
from search.lexicon import lexicon
from search.matching import Search
from search.suggestions import suggest
from search.views import group_by_kind

from . import make

WORDS = """taal taalcoach taalcoaches coach coaches opvang opvanglocatie opvanglocaties locatie huis huisvesting
    vesting gasthuis statushouder statushouders woning statushouderswoning flexwoning meisje meisjes meisjeshuis
    groepswonen wonen azc azcs""".split()  # noqa: SIM905 - a list would take thirty lines
TEXTS = strategies.lists(strategies.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NUMBERS = strategies.integers(0, 3)
CHANGES = strategies.one_of(
    strategies.tuples(strategies.sampled_from(["title", "summary"]), NUMBERS, TEXTS),
    strategies.tuples(strategies.sampled_from(["rename", "rename"]), strategies.integers(0, 8), TEXTS),
    strategies.tuples(strategies.just("state"), NUMBERS, strategies.sampled_from(list(State))),
    strategies.tuples(strategies.just("themes"), NUMBERS, strategies.sampled_from([(), (0,), (1,), (0, 1)])),
    strategies.tuples(strategies.just("theme state"), strategies.integers(0, 1), strategies.sampled_from(list(State))),
    strategies.tuples(strategies.just("successor"), NUMBERS, strategies.sampled_from([None, 0, 1])),
    strategies.tuples(strategies.just("delete"), NUMBERS, strategies.none()),
)


class World:
    """A few records that name one another."""

    def __init__(self):
        province = make.province(name="Utrecht")
        ended = {"province": province, "ended_on": "2020-01-01"}
        self.municipalities = [make.municipality(name=name, **ended) for name in ("Zeist", "Baarn", "Soest")]
        parent = make.theme(name="Wonen")
        self.themes = [parent, make.theme(name="Huisvesting", parent=parent)]
        group, tag = make.target_group(name="Statushouders"), Tag.objects.create(name="taalcoach", slug="taalcoach")
        concept = make.concept(term="azc", synonyms=["opvang locatie"])
        self.named = [province, *self.municipalities, *self.themes, group, tag, concept]
        self.initiatives = [self._initiative(place) for place in (*self.municipalities, None)]
        for initiative in self.initiatives[::2]:
            initiative.tags.add(tag)
            initiative.target_groups.add(group)
            make.published(initiative)

    def _initiative(self, place):
        return make.initiative(themes=self.themes[1:], municipalities=[place] if place else [])

    def change(self, kind, number, value):
        """Make one change, as the desk does."""
        {
            "rename": self._rename,
            "theme state": lambda number, state: save_at_desk(self.themes[number], **_state(state)),
            "successor": self._succeed,
            "themes": self._choose_themes,
            "delete": self._delete,
            "state": lambda number, state: self._edit(number, **_state(state)),
        }.get(kind, lambda number, text: self._edit(number, **{kind: text}))(number, value)

    def _edit(self, number, **values):
        initiative = self.initiatives[number]
        if initiative.pk:
            vars(initiative).update(values)
            initiative.save()
            make.published(initiative)

    def _choose_themes(self, number, chosen):
        if self.initiatives[number].pk:
            self.initiatives[number].themes.set([self.themes[theme] for theme in chosen])
            make.published(self.initiatives[number])

    def _delete(self, number, _value):
        initiative = self.initiatives[number]
        if initiative.pk:
            with content_change():
                index.remove(type(initiative), [initiative.pk])
                initiative.delete()

    def _rename(self, number, text):
        record = self.named[number]
        field = record._meta.get_field("term" if hasattr(record, "term") else "name")
        save_at_desk(record, **{field.name: f"{text[: field.max_length - 2]} {number}"})

    def _succeed(self, number, successor):
        number = number % 3
        chosen = None if successor in {None, number} else self.municipalities[successor]
        save_at_desk(self.municipalities[number], successor=chosen)


def _state(state):
    return {"state": state, "withdrawal_reason": "Het klopte niet." if state == State.WITHDRAWN else ""}


def save_at_desk(record, **values):
    """Save a record as its form at the desk does, without the form."""
    for name, value in values.items():
        setattr(record, name, value)
    form = SimpleNamespace(instance=record, save_m2m=lambda: None)
    model_admin = admin.site._registry[type(record)]
    with content_change():
        model_admin.save_model(None, record, form, change=True)
        model_admin.save_related(None, form, [], change=True)


def all_answers():
    """What the search says to each word, finished and unfinished: the matches in their order, and its suggestions."""
    known = lexicon()
    words = sorted({*WORDS, *known.words})
    return {"words": known.words} | {word: _answer(word) for word in [*words, *(f"{word} " for word in words)]}


def _answer(word):
    search = Search(word)
    labels = [entry.label for entry in suggest(word[:4])]
    return group_by_kind(search), search.suggested_query, labels
