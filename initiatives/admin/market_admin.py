"""Markets at the editors' desk, with their stands."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin_base import RecordAdmin, RecordForm
from core.records import State
from initiatives.models import MarketEdition, Stand
from sources.admin import PUBLICATION_STATE

from .example_parts import ExampleInline, NumberedForm, NumberedFormSet

PLAN_HELP = _(
    "Zet hieronder de kramen neer, met bij elke kraam een initiatief. Het portaal zet ze per thema in een straat. "
    "Geef een kraam nummer 3 en hij komt op plaats 3: de andere kramen schuiven op. Zonder nummer komt een kraam "
    "achteraan. Alleen gepubliceerde initiatieven zijn te zien. De andere kramen houden daarbij hun nummer."
)


class StandForm(NumberedForm):
    """A stand; without a number it comes last."""

    class Meta:
        labels = {"note": _("Wat bezoekers hier zien")}
        help_texts = {"note": _("Hoogstens 200 tekens. Bijvoorbeeld: een maquette, een gesprek met de projectleider.")}
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].label = _("Kraamnummer")
        self.fields["position"].help_text = _("De plaats op de markt. Leeg: achteraan.")


class StandFormSet(NumberedFormSet):
    """The stands of a market, each initiative once."""

    def get_unique_error_message(self, unique_check):
        return _("Een initiatief heeft hoogstens één kraam op een markt.")


class StandInline(ExampleInline):
    """The stands of a market, in the order of their numbers."""

    model = Stand
    form = StandForm
    formset = StandFormSet
    fields = [("position", "initiative", "note", "about")]


class MarketForm(RecordForm):
    """The form of a market, with the whole summary in sight."""

    class Meta:
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("took_place") and cleaned.get("date") and cleaned["date"] > timezone.localdate():
            self.add_error("took_place", _("Deze markt is nog niet geweest. Haal dit weg, of kies een andere dag."))
        if cleaned.get("look_back") and not cleaned.get("took_place"):
            self.add_error("took_place", _("Zet dit aan als er een terugblik is: zonder komt die niet op de site."))
        return cleaned


@admin.register(MarketEdition)
class MarketEditionAdmin(RecordAdmin):
    """Markets."""

    form = MarketForm
    slug_from = "title"
    inlines = [StandInline]
    list_display = ["title", "date", "place", "stand_count", "state"]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "date", "organiser", "summary", "purpose"]}),
        (_("Op de dag en erna"), {"fields": ["took_place", "place", "programme", "look_back"]}),
        (_("Bron"), {"fields": ["publication", "heading"]}),
        PUBLICATION_STATE,
        (_("Plattegrond"), {"fields": [], "description": PLAN_HELP}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(stand_count=models.Count("stands"))

    @admin.display(description=_("kramen"), ordering="stand_count")
    def stand_count(self, edition):
        """How many stands an editor placed."""
        return edition.stand_count

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        stands = form.instance.stands.exclude(initiative__state=State.PUBLISHED).select_related("initiative")
        if hidden := [f"{stand.position} (‘{stand.initiative}’)" for stand in stands]:
            text = ngettext(
                "Kraam %(stands)s is niet te zien op de site: het initiatief is niet gepubliceerd.",
                "De kramen %(stands)s zijn niet te zien op de site: de initiatieven zijn niet gepubliceerd.",
                len(hidden),
            )
            self.message_user(request, text % {"stands": ", ".join(hidden)}, messages.WARNING)
