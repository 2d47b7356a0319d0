"""Markets at the editors' desk, with their stands."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin_base import PartInline, RecordAdmin, RecordForm, RelationSelectMultiple
from core.dates import months_after
from core.records import State, is_key
from initiatives.models import Initiative, MarketEdition, ProgrammeItem, Stand
from sources.admin import PUBLICATION_STATE

from .example_parts import ExampleInline, NumberedForm, NumberedFormSet
from .media_inlines import MarketPictureInline, QuoteInline, SlidesInline

PLAN_HELP = _(
    "Zet hieronder de kramen neer, met bij elke kraam een initiatief. Het portaal zet ze per thema in een straat. "
    "Geef een kraam nummer 3 en hij komt op plaats 3: de andere kramen schuiven op. Zonder nummer komt een kraam "
    "achteraan. Alleen gepubliceerde initiatieven zijn te zien. De andere kramen houden daarbij hun nummer."
)


EXAMPLE = "naar"  # in the address of the form of a new edition: the key of the edition that it is made after


def example_edition(request):
    """The edition after which a new one is made, None without."""
    key = request.GET.get(EXAMPLE, "")
    return MarketEdition.objects.filter(pk=key).first() if is_key(key) else None


def programme_before(request):
    """The programme of that edition, as the initial values of new forms."""
    example = example_edition(request)
    names = ["starts_at", "ends_at", "title", "place", "note"]
    return list(example.programme_items.values(*names)) if example else []


def add_stands(edition, initiatives):
    """Place initiatives that have no stand yet behind the others."""
    placed = set(edition.stands.values_list("initiative", flat=True))
    new = [initiative for initiative in initiatives if initiative.pk not in placed]
    first = edition.stands.count() + 1
    Stand.objects.bulk_create(
        Stand(edition=edition, initiative=initiative, position=position)
        for position, initiative in enumerate(new, first)
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


class ProgrammeInline(PartInline):
    """Inline for the programme of a market; a new edition starts with the programme of the one it is made after."""

    model = ProgrammeItem
    fields = [("starts_at", "ends_at", "title"), ("place", "note")]

    def get_extra(self, request, obj=None, **kwargs):
        return len(programme_before(request)) if obj is None else 0


class MarketForm(RecordForm):
    """The form of a market, with the whole summary in sight and a field to place many stands at once."""

    new_stands = forms.ModelMultipleChoiceField(
        label=_("Kramen erbij"),
        queryset=Initiative.objects.all(),
        required=False,
        widget=RelationSelectMultiple(Stand._meta.get_field("initiative"), admin.site),
        help_text=_("Kies er zo veel als u wilt. Zij komen achteraan, in deze volgorde."),
    )

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
    inlines = [ProgrammeInline, StandInline, MarketPictureInline, QuoteInline, SlidesInline]
    list_display = ["title", "date", "place", "stand_count", "state"]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "date", "organiser", "summary", "purpose"]}),
        (_("Op de dag en erna"), {"fields": ["took_place", "place", "programme", "look_back"]}),
        (_("Bron"), {"fields": ["publication", "heading"]}),
        PUBLICATION_STATE,
        (_("Plattegrond"), {"fields": ["new_stands"], "description": PLAN_HELP}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(stand_count=models.Count("stands"))

    @admin.display(description=_("kramen"), ordering="stand_count")
    def stand_count(self, edition):
        """Number of stands that an editor placed."""
        return edition.stand_count

    def get_changeform_initial_data(self, request):
        """A new edition is made after an earlier one: what stays the same each year is filled in, a year later."""
        example = example_edition(request)
        if example is None:
            return super().get_changeform_initial_data(request)
        year = example.date.year + 1
        title = example.title.replace(str(example.date.year), str(year))
        same = {name: getattr(example, name) for name in ("organiser", "summary", "purpose", "place")}
        return same | {"title": title, "slug": slugify(title), "date": months_after(example.date, 12)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ProgrammeInline) and obj.pk is None and request.method == "GET":
            kwargs["initial"] = programme_before(request)
        return kwargs

    def desk_links(self, obj):
        add = reverse("admin:initiatives_marketedition_add", query={EXAMPLE: obj.pk})
        return [*super().desk_links(obj), (_("Maak een nieuwe editie zoals deze"), add)]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        add_stands(form.instance, form.cleaned_data["new_stands"])
        stands = form.instance.stands.exclude(initiative__state=State.PUBLISHED).select_related("initiative")
        if hidden := [f"{stand.position} (‘{stand.initiative}’)" for stand in stands]:
            text = ngettext(
                "Kraam %(stands)s is niet te zien op de site: het initiatief is niet gepubliceerd.",
                "De kramen %(stands)s zijn niet te zien op de site: de initiatieven zijn niet gepubliceerd.",
                len(hidden),
            )
            self.message_user(request, text % {"stands": ", ".join(hidden)}, messages.WARNING)
