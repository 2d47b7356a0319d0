"""The texts by which records are found; every app registers those of its models in its own `documents.py`."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

KEYS_PER_KIND = 1 << 40
VISIBLE = ("published", "findable")  # the verb of a queryset that leaves out what is not found


class DocumentKind(models.IntegerChoices):
    """The kinds of records that can be found, in the order of the search page; never change a number."""

    INITIATIVE = 0, _("Initiatieven")
    THEME = 1, _("Thema’s")
    MUNICIPALITY = 2, _("Gemeenten")
    BOTTLENECK = 3, _("Knelpunten")
    FRAMEWORK = 4, _("Kaders")
    CONCEPT = 5, _("Begrippen")
    PUBLICATION = 6, _("Bronnen")
    ORGANISATION = 7, _("Organisaties")
    KEY_FIGURE = 8, _("Cijfers")
    PROVINCE = 9, _("Provincies")
    BUNDLE = 10, _("Stapels")
    NEWS = 11, _("Nieuws")
    PAPER = 12, _("Documenten")

    @property
    def key_range(self):
        """The first key of this kind in the index, and the first after it."""
        return self * KEYS_PER_KIND, (self + 1) * KEYS_PER_KIND


@dataclass(frozen=True)
class Document:
    """The texts of one record, from the most to the least significant.

    title: its name. labels: other names for the same thing; a search for one is a search for all.
    names: the names and terms around it. summary: what lists show of it. body: all other texts.
    Not in the index, so that they are parts of no compound and correct no word, but a search for one is a search for
    this too: search_terms, names that no page shows, such as English ones; places, what lies within it; homonyms, the
    places of which the name means something else too, so that they are only suggested. code: by which the record is
    known for ever.
    other_codes: those of what has no page of its own, and stands on this one.
    """

    title: str
    url: str
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    summary: str = ""
    body: list[str] = field(default_factory=list)
    search_terms: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    homonyms: list[str] = field(default_factory=list)
    code: str = ""
    other_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DocumentSource:
    """Where the documents of a kind come from.

    related: what is fetched with the records. parts: the models that its records consist of or stand on, with the
    paths to these: when one of those is published or withdrawn, a record may be another one, or none.
    """

    kind: DocumentKind
    model: type[models.Model]
    document: callable
    related: tuple
    parts: dict

    def published(self, records):
        """Records of a queryset that are public, in order, with the relations that their documents need prefetched."""
        visible = next((getattr(records, verb)() for verb in VISIBLE if hasattr(records, verb)), records)
        return visible.order_by("pk").prefetch_related(*self.related)


DOCUMENT_SOURCES = {}
FACTS = {}


def register_facts(kind):
    """Decorator: this function gives the facts that a hit of a kind shows: a dict from primary key to a line of text.

    They are not in the index, for they may depend on the day.
    """

    def register(facts):
        FACTS[kind] = facts
        return facts

    return register


def register_document(kind, model, *related, parts=None):
    """Decorator: this function builds the document of a record of a model; see `DocumentSource`."""

    def register(document):
        DOCUMENT_SOURCES[model] = DocumentSource(kind, model, document, related, parts or {})
        return document

    return register
