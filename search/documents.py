"""What a record is found by; every room says so for its records in its own `documents.py`."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

ROOM = 1 << 40


class Kind(models.IntegerChoices):
    """The kinds of records that can be found, in the order of the search page; never change a number."""

    INITIATIVE = 0, _("Initiatieven")
    THEME = 1, _("Thema’s")
    MUNICIPALITY = 2, _("Gemeenten")
    BOTTLENECK = 3, _("Knelpunten")
    FRAMEWORK = 4, _("Kaders")
    CONCEPT = 5, _("Begrippen")
    PUBLICATION = 6, _("Bronnen")
    ORGANISATION = 7, _("Organisaties")

    @property
    def span(self):
        """The first key of this kind in the index, and the first after it."""
        return self * ROOM, (self + 1) * ROOM


@dataclass(frozen=True)
class Document:
    """The texts of one record, from the most to the least telling.

    title: its name. labels: other names for the same thing; whoever asks for one asks for all.
    names: the names and terms around it. summary: what lists show of it. body: all other texts.
    """

    title: str
    url: str
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    summary: str = ""
    body: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """Where the documents of a kind come from."""

    kind: Kind
    model: type[models.Model]
    document: callable
    related: tuple

    def published(self, records):
        """Those of some records that the public may see, with all that their documents need."""
        shown = records.published() if hasattr(records, "published") else records
        return shown.order_by("pk").prefetch_related(*self.related)


SOURCES = {}


def found_by(kind, model, *related):
    """Decorator: this function makes the document of a record of a model; `related` is fetched with it."""

    def register(document):
        SOURCES[model] = Source(kind, model, document, related)
        return document

    return register
