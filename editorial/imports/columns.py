"""The columns of the sheet: for each its header, and how a cell is read and written."""

import re
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.choices import CostBand, Evidence, Kind, Status
from initiatives.models import Initiative

BETWEEN = " | "
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]*", re.IGNORECASE | re.ASCII)
MAX_NUMBER = 32_767


def tidy(text):
    """A text as it is compared: one kind of line end, nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Column:
    """A column with plain text; `name` is a field of Initiative."""

    name: str
    empty = ""

    @cached_property
    def field(self):
        return Initiative._meta.get_field(self.name)

    @property
    def header(self):
        """The name of the column in a sheet: that of the field at the desk."""
        return str(self.field.verbose_name)

    @property
    def help(self):
        """What to fill in."""
        return str(self.field.help_text)

    def allowed(self, names):
        """The values that a cell may hold; an empty list when it is free."""
        return []

    def read(self, text, names):
        """The value in a cell; raises ValueError with a Dutch sentence."""
        if HIDDEN.search(text):
            raise ValueError(_("Hier staat een onzichtbaar teken dat niet mag. Typ de tekst opnieuw."))
        return tidy(text)

    def write(self, value, names):
        """The cell for a value."""
        return value


class Code(Column):
    """The code, by which a row finds its initiative."""

    help = property(lambda self: _("Laat dit leeg voor een nieuw initiatief: het portaal kiest zelf een code."))

    def read(self, text, names):
        text = super().read(text, names)
        if text and not CODE.fullmatch(text):
            raise ValueError(_("Een code heeft alleen letters, cijfers, punten en streepjes, zoals RED-0001."))
        return text


class Number(Column):
    """A whole number."""

    empty = None

    def read(self, text, names):
        text = super().read(text, names)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= MAX_NUMBER):
            raise ValueError(_("‘%s’ is geen heel getal, zoals 2025.") % text[:50])
        return int(text)


@dataclass(frozen=True)
class Choice(Column):
    """One of some fixed choices, by its Dutch label."""

    choices: type

    @property
    def empty(self):
        return self.field.get_default()

    def allowed(self, names):
        return [str(label) for label in self.choices.labels]

    def read(self, text, names):
        text = super().read(text, names)
        for value, label in self.choices.choices:
            if text.casefold() in {value.casefold(), str(label).casefold()}:
                return value
        if text:
            raise ValueError(_("‘%s’ kan hier niet. Kies een waarde van het blad Uitleg.") % text[:50])
        return self.empty

    def write(self, value, names):
        return str(self.choices(value).label) if value else ""


class One(Column):
    """The name of one record."""

    empty = None

    def allowed(self, names):
        return names[self.name].all()

    def unknown(self):
        """What to do about a name that nobody knows."""
        return _("‘%s’ kennen wij niet. Kies een waarde van het blad Uitleg.")

    def read(self, text, names):
        text = super().read(text, names)
        return self._find(text, names) if text else None

    def write(self, value, names):
        return names[self.name].write(value) if value else ""

    def _find(self, text, names):
        found = names[self.name].find(text)
        if found is None:
            raise ValueError(self.unknown() % text[:80])
        return found


class Many(One):
    """The names of records, with | between them."""

    @property
    def empty(self):
        return []

    @property
    def help(self):
        return f"{super().help} {_('Meer waarden? Zet er een | tussen.')}"

    def unknown(self):
        return _("‘%s’ kennen wij niet. Meer waarden? Zet er een | tussen.")

    def allowed(self, names):
        return names[self.name].all() if self.name in {"themes", "target_groups"} else []

    def read(self, text, names):
        parts = [part.strip() for part in Column.read(self, text, names).split("|")]
        return sorted({self._find(part, names) for part in parts if part})

    def write(self, value, names):
        return BETWEEN.join(sorted(names[self.name].write(key) for key in value))


class Keywords(Many):
    """Keywords, which may be new."""

    help = property(lambda self: _("Vrije woorden. Meer waarden? Zet er een | tussen."))

    def _find(self, text, names):
        if len(text) > 100:
            raise ValueError(_("Een trefwoord heeft hoogstens 100 tekens."))
        return names[self.name].find(text)


class Sources(Many):
    """The documents on which an initiative rests."""

    header = property(lambda self: _("bronnen"))
    help = property(lambda self: _("De code van een bron, zoals PUB-01, of het webadres. Meer? Zet er een | tussen."))


CODE_COLUMN = Code("code")
COLUMNS = [
    CODE_COLUMN,
    Column("title"),
    Column("summary"),
    Choice("kind", Kind),
    Choice("status", Status),
    Column("status_reason"),
    Column("as_of"),
    Column("as_of_text"),
    One("main_theme"),
    Many("themes"),
    Many("target_groups"),
    Keywords("tags"),
    Many("municipalities"),
    Column("no_municipality_reason"),
    Column("unnamed_participants"),
    Number("unnamed_count"),
    One("unnamed_province"),
    Column("country"),
    Column("city"),
    Column("proposed_by"),
    Number("start_year"),
    Number("end_year"),
    Column("lead_time"),
    Column("situation"),
    Column("approach"),
    Column("support"),
    Column("lessons"),
    Column("conditions"),
    Choice("evidence", Evidence),
    Column("cost_one_off"),
    Choice("band_one_off", CostBand),
    Column("cost_yearly"),
    Choice("band_yearly", CostBand),
    Column("cost_funding"),
    Column("cost_note"),
    Column("fte"),
    Column("contact_name"),
    Column("contact_email"),
    Sources("citations"),
]
BY_NAME = {column.name: column for column in COLUMNS}
REQUIRED = ["title", "main_theme"]  # the least that a draft needs
RELATIONS = [column.name for column in COLUMNS if isinstance(column, Many)]
KEYS = [column.name for column in COLUMNS if type(column) is One]
PLAIN = [column.name for column in COLUMNS if column.name not in [*RELATIONS, "code"]]
