"""The forms of an import: which file it is, and which of its columns is what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from themes.models import Theme

from .columns import BY_NAME, COLUMNS
from .mapping import ASIDE, SKIP, Choices
from .models import SheetImport
from .reading import read_table
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
    """What each column of a file is; the theme of rows that have none."""

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
        for place, header in enumerate(self.table.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=header or _("kolom %s zonder naam") % cell_name("", place),
                choices=_choices(),
                initial=self.old.columns[place],
            )

    def columns(self):
        """Yields for each column its field, its letter, and some of what is in it."""
        for place in range(len(self.table.header)):
            yield self[f"column_{place}"], cell_name("", place), self._examples(place)

    def _examples(self, place):
        texts = dict.fromkeys(
            cells[place].strip() for _number, cells in self.table.lines if place < len(cells) and cells[place].strip()
        )
        return [text[:EXAMPLE_LENGTH] for text in list(texts)[:MAX_EXAMPLES]]

    def clean(self):
        chosen = self._chosen()
        for name in dict.fromkeys(chosen):
            if name in BY_NAME and chosen.count(name) > 1:
                self._refuse(name, _("U koos ‘%s’ voor twee kolommen. Kies er één."), BY_NAME[name].header)
        if "title" not in chosen:
            self.add_error(None, _("Kies in welke kolom de titel staat."))
        if "main_theme" not in chosen and not self.cleaned_data.get("main_theme"):
            self.add_error("main_theme", _("Kies een hoofdthema, of kies in welke kolom het staat."))
        return self.cleaned_data

    def _refuse(self, name, sentence, *words):
        place = len(self._chosen()) - 1 - self._chosen()[::-1].index(name)
        self.add_error(f"column_{place}", sentence % words)

    def _chosen(self):
        return [self.cleaned_data.get(f"column_{place}") for place in range(len(self.table.header))]

    def choices(self):
        """The `Choices` of the file, with what this form says."""
        theme = self.cleaned_data["main_theme"]
        defaults = {name: value for name, value in self.old.defaults.items() if name != "main_theme"}
        defaults |= {"main_theme": theme.pk} if theme else {}
        return Choices(self._chosen(), defaults, self.old.answers, self.old.decisions)


def _choices():
    ours = [(column.name, column.header) for column in COLUMNS]
    return [(ASIDE, _("apart: in de interne notitie")), (SKIP, _("niet lezen")), (_("Velden"), ours)]
