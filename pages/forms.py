"""The forms of the desk for fixed texts, and for the settings of the site with its menu."""

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core import fields

from .blocks import BLOCKS, PICTURE, PICTURE_EXAMPLE
from .menu import ENTRIES, MAX_IN_MENU, OBLIGED, Position, ordered, position
from .models import SiteSettings
from .problems import text_problems
from .shipped import PageText

MARKUP_HELP = _(
    "Opmaak: **vet**, *cursief*, een lijst (begin elke regel met -) en een link [zo](https://voorbeeld.nl) of "
    "[zo](/over/). Een regel die begint met # is een kop, met ## een kop daaronder. Laat een lege regel open voor een "
    "nieuwe alinea. Wat achter een kop tussen {# en } staat, is een vaste plaats: laat het staan."
)
SENTENCES_HELP = _("Alleen zinnen: **vet**, *cursief* en een link [zo](https://voorbeeld.nl) of [zo](/over/).")
BLOCKS_HELP = _("Wat wordt geteld, ingesteld of verplicht is, zet het portaal er zelf in. U plaatst het als blok:")
CHANGED = _(
    "Iemand anders bewaarde intussen versie %(number)s. Kopieer uw tekst, open deze bladzijde opnieuw en "
    "zet erin wat u wilde veranderen."
)
SETTINGS_CHANGED = _(
    "Iemand anders bewaarde intussen deze instellingen. Kopieer wat u typte, open deze bladzijde opnieuw en "
    "zet erin wat u wilde veranderen."
)


def wide_input():
    """A line as wide as those of the desk."""
    return forms.TextInput(attrs={"class": "vTextField"})


class FixedPageForm(forms.ModelForm):
    """The text of a fixed page, as a new version of it."""

    title = fields.LineField(
        label=_("Titel"), max_length=80, help_text=_("Boven de bladzijde, en in links erheen."), widget=wide_input()
    )
    description = fields.LineField(
        label=_("Omschrijving"),
        max_length=200,
        help_text=_("Eén of twee zinnen. Een zoekmachine laat ze zien."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = fields.MultilineField(label=_("Tekst"), widget=forms.Textarea(attrs={"rows": 30}))
    note = fields.LineField(
        label=_("Toelichting"),
        max_length=200,
        required=False,
        help_text=_("Voor uw collega: wat veranderde, en waarom."),
        widget=wide_input(),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kind, content = self.instance.kind, self.instance.newest
        self.initial |= {**content._asdict(), "base": self.instance.last_number}
        for name in PageText._fields:
            if name not in field_names(kind):
                del self.fields[name]
        text = self.fields["text"]
        text.max_length, text.help_text = kind.max_length, text_help(kind)
        text.validators.append(forms.fields.validators.MaxLengthValidator(kind.max_length))
        text.widget.attrs["rows"] = 30 if kind.is_page else 5

    def clean_text(self):
        text = self.cleaned_data["text"]
        if problems := text_problems(self.instance.kind, text):
            raise forms.ValidationError(problems)
        return text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("base") != self.instance.last_number:
            raise forms.ValidationError(CHANGED % {"number": self.instance.last_number})
        return cleaned

    @property
    def content(self):
        """Content of the form as a `PageText`."""
        return PageText(*(self.cleaned_data.get(name, "") for name in PageText._fields))


def field_names(kind):
    """Names of the fields that an editor fills in for a kind of fixed text."""
    return [*(["title"] if kind.has_title else []), *(["description"] if kind.is_page else []), "text"]


def text_help(kind):
    """Help text for the text field: the mark-up that is allowed, and the blocks that may be placed."""
    help_text = MARKUP_HELP if kind.is_page else SENTENCES_HELP
    if not kind.blocks:
        return help_text
    rows = [
        (f"{{{{ {name} }}}}", BLOCKS[name].label, _("verplicht") if name in kind.required else _("mag weg"))
        for name in kind.blocks
    ]
    if kind.is_page:
        rows.append((f"{{{{ {PICTURE_EXAMPLE} }}}}", PICTURE.label, _("mag weg")))
    listed = format_html_join("", "<li><code>{}</code>: {} ({})</li>", rows)
    return format_html("{}<br>{}<ul>{}</ul>", help_text, BLOCKS_HELP, listed)


class SettingsForm(forms.ModelForm):
    """The settings of the site; `SiteSettingsForm` has two fields more for each entry of the menu."""

    base = fields.LineField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        menu = self.instance.menu
        self.initial["base"] = self.instance.mark
        self._ordered = ordered(menu)
        for number, entry in enumerate(self._ordered, 1):
            where, place = menu_fields(entry)
            self.fields[where].label = entry.name
            self.initial |= {where: position(entry, menu), place: number}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("base") != self.initial["base"]:
            self.add_error(None, SETTINGS_CHANGED)
        chosen = {entry.url_name: cleaned.get(menu_fields(entry)[0]) for entry in ENTRIES}
        for entry in ENTRIES:
            if entry.url_name in OBLIGED and chosen[entry.url_name] not in {Position.FOOTER, Position.BOTH}:
                self.add_error(menu_fields(entry)[0], _("Dit moet op elke bladzijde in de voet staan."))
        settings = SiteSettings(news=cleaned.get("news", False))
        shown = [chosen[entry.url_name] for entry in ENTRIES if entry.is_there(settings)]
        total = sum(where in {Position.MENU, Position.BOTH} for where in shown)
        if not 1 <= total <= MAX_IN_MENU:
            text = _("In het menu staan er nu %(total)s. Kies er minstens 1 en hoogstens %(most)s.")
            self.add_error(None, text % {"total": total, "most": MAX_IN_MENU})
        return cleaned

    def save(self, commit=True):
        """Save what the form has, and not `texts`: a text may have been published since the row was read."""
        chosen = {entry: self.cleaned_data[menu_fields(entry)[0]] for entry in ENTRIES}
        order = [entry.url_name for entry in self._new_order()]
        positions = {entry.url_name: where for entry, where in chosen.items() if where != entry.default}
        is_shipped = order == [entry.url_name for entry in ENTRIES]
        self.instance.menu = ({} if is_shipped else {"order": order}) | ({"positions": positions} if positions else {})
        super().save(commit=False)
        if commit:
            self.instance.save(update_fields=[*self._meta.fields, "menu"])
        return self.instance

    def _new_order(self):
        """The entries in their new order: one that moves comes at its new number, and the others make room."""
        numbers = {entry: menu_fields(entry)[1] for entry in self._ordered}
        new = {entry: self.cleaned_data[name] for entry, name in numbers.items()}
        moved = [entry for entry, name in numbers.items() if new[entry] != self.initial[name]]
        order = [entry for entry in numbers if entry not in moved]
        for entry in sorted(moved, key=new.get):
            order.insert(new[entry] - 1, entry)
        return order


def menu_fields(entry):
    """The names of the fields of an entry: where it stands, and its number."""
    name = entry.url_name.replace(":", "_")
    return f"where_{name}", f"number_{name}"


def _fields_of_all():
    for entry in ENTRIES:
        where, number = menu_fields(entry)
        choices = [(each.value, each.label) for each in entry.positions]
        yield where, forms.ChoiceField(choices=choices, help_text=_("Waar de link staat."))
        order_help = _("De hoeveelste link op die plaats.")
        yield number, fields.WholeNumberField(label=_("Volgorde"), min_value=1, max_value=99, help_text=order_help)


SiteSettingsForm = type(SettingsForm)("SiteSettingsForm", (SettingsForm,), dict(_fields_of_all()))
