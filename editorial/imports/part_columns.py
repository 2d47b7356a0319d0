"""The kinds of columns of a result or a partner, on a sheet of their own or beside the initiative."""

from django.utils.translation import gettext as _

from .column_types import ChoiceColumn, RecordColumn, SheetColumn
from .typed_values import decimal_number


class PartColumn(SheetColumn):
    """A text of a part of an initiative; header, of its column among those of the initiative itself."""

    @property
    def header(self):
        return f"{_('resultaat')}: {self.short_header}"

    @property
    def short_header(self):
        """The name of the column on a sheet of its own."""
        return str(self.field.verbose_name)


class PartChoiceColumn(PartColumn, ChoiceColumn):
    """One of a few fixed choices, for a part."""


class PartDecimalColumn(PartColumn):
    """A number with decimals."""

    empty = None

    def read(self, text, lookups):
        text = super().read(text, lookups)
        return decimal_number(text) if text else None

    def write(self, value, lookups):
        return value.removesuffix(".00").replace(".", ",") if value else ""


class PartRecordColumn(PartColumn, RecordColumn):
    """The name of one of many records, for a part."""

    def allowed(self, lookups):
        return []

    def unknown_error(self):
        return _("‘%s’ kennen wij niet. Schrijf het zoals het in het portaal staat.")


class PartSourceColumn(PartRecordColumn):
    """The document in which a part stands."""

    help = property(lambda self: _("De code van de bron, zoals PUB-01, of het webadres."))


class PartnerNamesColumn(PartColumn):
    """The name of a partner; on the first sheet the names of some, with | between them."""

    header = property(lambda self: _("partners"))
    has_lines = True


class PartnerColumn(PartColumn):
    """Something else of a partner."""

    header = property(lambda self: f"{_('partner')}: {self.short_header}")


class PartnerOrganisationColumn(PartRecordColumn):
    """The organisation that a partner is."""

    header = property(lambda self: f"{_('partner')}: {self.short_header}")
    short_header = property(lambda self: _("organisatie in het portaal"))
