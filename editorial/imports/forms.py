"""The forms of an import: which file it is, and which of its columns is what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from themes.models import Theme

from .columns import ANY_BY_NAME, COLUMNS, EXTRA_COLUMNS, PARTS
from .explanation import part_title
from .headers import POINTER, POINTER_HEADER
from .mapping import Choices
from .models import SheetImport
from .reading import read_table
from .reading_lines import ASIDE, SKIP
from .rows import SheetError, cell_name

MAX_EXAMPLES = 3
EXAMPLE_LENGTH = 40  # characters


class UploadForm(forms.ModelForm):
    """Takes a file, and reads it: a file that cannot be trusted is refused here."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "Een bestand van Excel (.xlsx), LibreOffice (.ods) of een CSV. Ook een eigen lijst van een gemeente. "
            "Hoogstens 5 MB en 5.000 rijen. U ziet eerst wat er verandert; er wordt nog niets opgeslagen."
        ),
        error_messages={
            "required": _("Kies het bestand dat u wilt importeren."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(ended_on=None).order_by("name"),
        label=_("Van welke gemeente"),
        required=False,
        empty_label=_("niet van één gemeente"),
        help_text=_("Rijen zonder gemeente krijgen deze. Wij onthouden ook welke kolom wat is, voor de volgende keer."),
    )

    class Meta:
        model = SheetImport
        fields = ["municipality"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.table = read_table(file.name, file)
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class ColumnsForm(forms.Form):
    """Form for the meaning of each column of a file, and the theme of rows without one."""

    main_theme = forms.ModelChoiceField(
        Theme.objects.main().order_by("position", "code"),
        label=_("Hoofdthema van rijen die er geen hebben"),
        required=False,
        empty_label=_("geen: dan is dat een fout"),
    )

    def __init__(self, sheet_import, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.table, self.old = sheet_import.source_table, sheet_import.editor_choices
        self.fields["main_theme"].initial = self.old.defaults.get("main_theme")
        self._add_fields("column", self.table, self.old.columns, _choices())
        for part, table in self.table.parts.items():
            self._add_fields(part, table, self.old.parts[part], _part_choices(part))

    def _add_fields(self, prefix, table, columns, choices):
        for place, header in enumerate(table.header):
            self.fields[f"{prefix}_{place}"] = forms.ChoiceField(
                label=header or _("kolom %s zonder naam") % cell_name("", place),
                choices=choices,
                initial=columns[place],
            )

    def sheets(self):
        """Yields for each sheet its title ("" for the first one), how many rows it has, and its columns."""
        yield "", len(self.table.lines), self._columns("column", self.table)
        for part, table in self.table.parts.items():
            yield table.title, len(table.lines), self._columns(part, table)

    def _columns(self, prefix, table):
        """For each column its field, its letter, and some of what is in it."""
        places = range(len(table.header))
        return [(self[f"{prefix}_{place}"], cell_name("", place), _examples(table, place)) for place in places]

    def clean(self):
        chosen = self._chosen("column", self.table)
        self._refuse_duplicates("column", chosen)
        if "title" not in chosen:
            self.add_error(None, _("Kies in welke kolom de titel staat."))
        if "main_theme" not in chosen and not self.cleaned_data.get("main_theme"):
            self.add_error("main_theme", _("Kies een hoofdthema, of kies in welke kolom het staat."))
        for part, table in self.table.parts.items():
            self._clean_part(part, self._chosen(part, table))
        return self.cleaned_data

    def _clean_part(self, part, chosen):
        self._refuse_duplicates(part, chosen)
        if POINTER not in chosen and set(chosen) != {SKIP}:
            text = _("Kies in welke kolom staat bij welk initiatief de rij hoort, of kies overal ‘niet lezen’.")
            self.add_error(f"{part}_0", text)

    def _refuse_duplicates(self, prefix, chosen):
        for name in dict.fromkeys(chosen):
            if (name in ANY_BY_NAME or name == POINTER) and chosen.count(name) > 1:
                header = ANY_BY_NAME[name].header if name in ANY_BY_NAME else POINTER_HEADER
                place = len(chosen) - 1 - chosen[::-1].index(name)
                self.add_error(f"{prefix}_{place}", _("U koos ‘%s’ voor twee kolommen. Kies er één.") % header)

    def _chosen(self, prefix, table):
        return [self.cleaned_data.get(f"{prefix}_{place}") for place in range(len(table.header))]

    def choices(self):
        """The `Choices` of the file, with what this form says."""
        theme = self.cleaned_data["main_theme"]
        defaults = {name: value for name, value in self.old.defaults.items() if name != "main_theme"}
        defaults |= {"main_theme": theme.pk} if theme else {}
        parts = {part: self._chosen(part, table) for part, table in self.table.parts.items()}
        columns = self._chosen("column", self.table)
        return Choices(columns, defaults, self.old.answers, self.old.decisions, parts)


def _examples(table, place):
    texts = dict.fromkeys(
        cells[place].strip() for _number, cells in table.lines if place < len(cells) and cells[place].strip()
    )
    return [text[:EXAMPLE_LENGTH] for text in list(texts)[:MAX_EXAMPLES]]


def _choices():
    ours = [(column.name, column.header) for column in COLUMNS]
    extra = [(column.name, column.header) for column in EXTRA_COLUMNS]
    return [*_nowhere(), (_("Velden"), ours), (_("Eén resultaat, en de namen van partners"), extra)]


def _part_choices(part):
    ours = [(column.name, column.short_header) for column in PARTS[part]]
    return [*_nowhere(), (POINTER, _("initiatief: titel of code")), (part_title(part), ours)]


def _nowhere():
    return [(ASIDE, _("apart: in de interne notitie")), (SKIP, _("niet lezen"))]
