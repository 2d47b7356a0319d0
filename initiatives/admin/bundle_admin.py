"""Bundles ("stapels") at the editors' desk, with their examples."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin_base import RecordAdmin, RecordForm, SourceFormSet
from core.records import State
from initiatives.models import BundleItem, Initiative
from sources.admin import PUBLICATION_STATE

from .example_parts import ExampleInline, NumberedForm, NumberedFormSet
from .media_inlines import BundlePictureInline

INTERNAL = {"internal_note", "withdrawal_reason"}
ITEMS_HELP = _(
    "Leg hieronder de voorbeelden op de stapel, met bij elk waarom het erbij zit en wat een ander ervan kan leren. "
    "Wat gestopt is, komt op de site vanzelf onder ‘Ook wat stopte’. Alleen gepubliceerde voorbeelden zijn te zien, "
    "en alleen hun bronnen staan onder aan de pagina. Zonder zo’n voorbeeld staat de stapel niet op de site."
)


class BundleItemForm(NumberedForm):
    """An example in a bundle; without a number it comes last."""

    class Meta:
        widgets = {"remark": forms.Textarea(attrs={"rows": 2}), "lesson": forms.Textarea(attrs={"rows": 2})}


class BundleItemFormSet(NumberedFormSet, SourceFormSet):
    """The examples of a bundle, each once; a published one cannot do without."""

    def get_unique_error_message(self, unique_check):
        return _("Een initiatief zit hoogstens één keer in een stapel.")


class BundleItemInline(ExampleInline):
    """The examples of a bundle, in their order."""

    model = BundleItem
    form = BundleItemForm
    formset = BundleItemFormSet
    fields = [("position", "initiative", "about"), "remark", "lesson"]


class BundleForm(RecordForm):
    """The form of a bundle, with the whole question in sight."""

    class Meta:
        widgets = {"question": forms.Textarea(attrs={"rows": 2})}


class BundleAdmin(RecordAdmin):
    """Bundles."""

    form = BundleForm
    slug_from = "title"
    inlines = [BundleItemInline, BundlePictureInline]
    list_display = ["title", "item_count", "content_changed_on", "state"]
    list_filter = ["state", ("themes", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "question", "slug"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "question", "intro", "checklist", "themes"]}),
        PUBLICATION_STATE,
        (_("Voorbeelden"), {"fields": [], "description": ITEMS_HELP}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(item_count=models.Count("items"))

    @admin.display(description=_("voorbeelden"), ordering="item_count")
    def item_count(self, bundle):
        """Number of examples that an editor chose."""
        return bundle.item_count

    def save_related(self, request, form, formsets, change):
        if {*form.changed_data} - INTERNAL or any(formset.has_changed() for formset in formsets):
            self._note_change(form.instance)
        super().save_related(request, form, formsets, change)
        hidden = form.instance.items.exclude(initiative__in=Initiative.objects.published())
        if titles := [f"‘{item.initiative}’" for item in hidden.select_related("initiative")]:
            text = ngettext(
                "%(titles)s is niet te zien in de stapel: het initiatief is niet gepubliceerd.",
                "%(titles)s zijn niet te zien in de stapel: de initiatieven zijn niet gepubliceerd.",
                len(titles),
            )
            self.message_user(request, text % {"titles": ", ".join(titles)}, messages.WARNING)
        if form.instance.state == State.PUBLISHED and not form.instance.is_published:
            text = _("Geen enkel voorbeeld is te zien. Daarom staat deze stapel niet op de site.")
            self.message_user(request, text, messages.WARNING)

    def after_publishing(self, request, record):
        self._note_change(record)

    def _note_change(self, bundle):
        bundle.content_changed_on = timezone.localdate()
        bundle.save(update_fields=["content_changed_on"])
