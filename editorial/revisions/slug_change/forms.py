"""The form for another address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.fields import LineField
from initiatives.models import Initiative


class SlugForm(forms.ModelForm):
    """Asks for the new address of an initiative; capitals and spaces are forgiven."""

    slug = LineField(
        label=_("Nieuw adres"),
        max_length=80,
        help_text=_("Kort en herkenbaar, in kleine letters met streepjes. Bijvoorbeeld: taalcoaches-zwolle."),
        error_messages={
            "required": _("Vul het nieuwe adres in."),
            "unique": _("Dit is het adres van een ander initiatief. Kies een ander adres."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    class Meta:
        model = Initiative
        fields = ["slug"]

    def clean_slug(self):
        slug = slugify(self.cleaned_data["slug"])
        if not slug:
            raise ValidationError(_("Gebruik letters of cijfers, met streepjes ertussen."))
        if slug == self.initial["slug"]:
            raise ValidationError(_("Dit is het adres al. Vul een ander adres in."))
        return slug
