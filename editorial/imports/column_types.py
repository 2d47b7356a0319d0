"""The kinds of columns of a sheet: how a cell is read and written."""

import re
from bisect import bisect
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import keywords
from core.text import clean
from initiatives.choices import CostBand
from initiatives.models import Initiative

from .rows import UnknownName
from .typed_values import amount, partial_date, whole_number

SEPARATOR = " | "
CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]*", re.IGNORECASE | re.ASCII)
MAX_NUMBER = 32_767
LEFT_OUT = 0  # instead of a key: the editor said that a name belongs nowhere
BETWEEN = re.compile(r"[;,/\n]|\s(?:en|&)\s")
LISTED = {"themes", "target_groups", "frameworks", "later_frameworks"}  # in the explanation of the template
LIMITS = [10_000, 50_000, 250_000, 1_000_000]  # euros, between one CostBand and the next


@dataclass(frozen=True)
class SheetColumn:
    """A column with plain text; `name` is a field of Initiative, or one of a part of it, such as "results.value"."""

    name: str
    empty = ""

    @cached_property
    def field(self):
        part, _dot, name = self.name.rpartition(".")
        model = Initiative._meta.get_field(part).related_model if part else Initiative
        return model._meta.get_field(name)

    @property
    def header(self):
        """The name of the column in a sheet: that of the field at the desk."""
        return str(self.field.verbose_name)

    @property
    def has_lines(self):
        """Whether a text may have more than one line."""
        return isinstance(self.field, models.TextField)

    @property
    def help(self):
        """Help text: what to fill in."""
        return str(self.field.help_text)

    def allowed(self, lookups):
        """The values that a cell may hold; an empty list when it is free."""
        return []

    def read(self, text, lookups):
        """The value in a cell; raises ValueError with a Dutch sentence."""
        return clean(text, lines=self.has_lines).strip()

    def write(self, value, lookups):
        """The cell for a value."""
        return value


class CodeColumn(SheetColumn):
    """The code, by which a row finds its initiative."""

    help = property(lambda self: _("Laat dit leeg voor een nieuw initiatief: het portaal kiest zelf een code."))

    def read(self, text, lookups):
        text = super().read(text, lookups)
        if text and not CODE.fullmatch(text):
            raise ValueError(_("Een code heeft alleen letters, cijfers, punten en streepjes, zoals RED-0001."))
        return text


class NumberColumn(SheetColumn):
    """A whole number."""

    empty = None

    def read(self, text, lookups):
        text = super().read(text, lookups)
        try:
            number = self._number(text) if text else None
        except ValueError as error:
            raise ValueError(_("‘%s’ is geen heel getal, zoals 2025.") % text[:50]) from error
        if number and number > MAX_NUMBER:
            raise ValueError(_("‘%s’ is te groot.") % text[:50])
        return number

    def _number(self, text):
        return whole_number(text)


class YearColumn(NumberColumn):
    """A year, also from a date."""

    def _number(self, text):
        return int(text) if text.isascii() and text.isdigit() else int(partial_date(text)[:4])


class DateColumn(SheetColumn):
    """A partial date."""

    def read(self, text, lookups):
        text = super().read(text, lookups)
        try:
            return partial_date(text) if text else ""
        except ValueError as error:
            sentence = _("‘%s’ is geen datum die wij kennen. Schrijf 2025, maart 2025 of 1-3-2025.")
            raise ValueError(sentence % text[:50]) from error


@dataclass(frozen=True)
class ChoiceColumn(SheetColumn):
    """One of a few fixed choices, by its Dutch label."""

    choices: type

    @property
    def empty(self):
        return self.field.get_default()

    def allowed(self, lookups):
        return [str(label) for label in self.choices.labels]

    def read(self, text, lookups):
        text = super().read(text, lookups)
        if not text:
            return self.empty
        value = lookups[self.name].find(text)
        if value is None:
            raise UnknownName(_("‘%s’ kan hier niet. Kies een waarde van het blad Uitleg.") % text[:50], text)
        return self.empty if value is LEFT_OUT else value

    def write(self, value, lookups):
        return str(self.choices(value).label) if value else ""


class BandColumn(ChoiceColumn):
    """A range of money, also from an amount in it."""

    def read(self, text, lookups):
        try:
            euros = amount(SheetColumn.read(self, text, lookups))
        except ValueError:
            return super().read(text, lookups)
        return CostBand.values[bisect(LIMITS, euros)]


class SuggestionColumn(ChoiceColumn):
    """Column for the evidence level: a suggestion, for only an editor can assess it."""

    header = property(lambda self: _("onderbouwing"))


class RecordColumn(SheetColumn):
    """The name of one record."""

    empty = None

    def allowed(self, lookups):
        return lookups[self.name].all()

    def unknown_error(self):
        """The sentence about a name that does not exist, with %s for the name."""
        return _("‘%s’ kennen wij niet. Kies een waarde van het blad Uitleg.")

    def read(self, text, lookups):
        text = super().read(text, lookups)
        key = self._find(text, lookups) if text else None
        return None if key is LEFT_OUT else key

    def write(self, value, lookups):
        return lookups[self.name].write(value) if value else ""

    def _find(self, text, lookups):
        key = lookups[self.name].find(text)
        if key is None:
            question = lookups[self.name].did_you_mean(text)
            raise UnknownName(" ".join(filter(None, [self.unknown_error() % text[:80], question])), text)
        return key


class RecordListColumn(RecordColumn):
    """The names of records, with | between them."""

    @property
    def empty(self):
        return []

    @property
    def help(self):
        return f"{super().help} {_('Meer waarden? Zet er een | tussen.')}"

    def unknown_error(self):
        return _("‘%s’ kennen wij niet. Meer waarden? Zet er een | tussen.")

    def allowed(self, lookups):
        return lookups[self.name].all() if self.name in LISTED else []

    def read(self, text, lookups):
        parts = [part.strip() for part in SheetColumn.read(self, text, lookups).split("|")]
        keys, errors = set(), []
        for part in filter(None, parts):
            for name in self._names(part, lookups):
                try:
                    keys.add(self._find(name, lookups))
                except UnknownName as error:
                    errors.append(error)
        if errors:
            raise UnknownName(" ".join(map(str, errors)), *(name for error in errors for name in error.names))
        return sorted(keys - {LEFT_OUT})

    def _names(self, text, lookups):
        """One name, or a few with commas or the like between when one of those is known and the whole is not."""
        names = [name.strip() for name in BETWEEN.split(text) if name.strip()]
        find = lookups[self.name].find
        is_list = len(names) > 1 and find(text) is None and any(find(name) is not None for name in names)
        return names if is_list else [text]

    def write(self, value, lookups):
        return SEPARATOR.join(sorted(lookups[self.name].write(key) for key in value))


class KeywordsColumn(RecordListColumn):
    """Keywords, which may be new."""

    help = property(lambda self: _("Vrije woorden. Meer waarden? Zet er een | tussen."))

    def _names(self, text, lookups):
        return [text] if lookups[self.name].has(text) else keywords.split(text)

    def _find(self, text, lookups):
        if len(text) > 100:
            raise ValueError(_("Een trefwoord heeft hoogstens 100 tekens."))
        return lookups[self.name].find(text)


class SourcesColumn(RecordListColumn):
    """The documents on which an initiative is based."""

    header = property(lambda self: _("bronnen"))
    help = property(lambda self: _("De code van een bron, zoals PUB-01, of het webadres. Meer? Zet er een | tussen."))
