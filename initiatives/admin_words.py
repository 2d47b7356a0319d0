"""Records of which the words are in the search text of initiatives: changing one changes how those are found."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from municipalities.admin import MunicipalityAdmin, ProvinceAdmin
from municipalities.models import Municipality, Province
from sources.admin_base import DeskAdmin
from themes.admin import TargetGroupAdmin, ThemeAdmin
from themes.models import TargetGroup, Theme

from .models import Initiative
from .search import reindex


class IndexedAdmin(DeskAdmin):
    """Writes the search text of linked initiatives again, in the same transaction."""

    def linked(self, obj):
        """The initiatives that are found by the words of a record."""
        raise NotImplementedError

    def after_change(self, obj):
        super().after_change(obj)
        reindex(self.linked(obj))

    def delete_model(self, request, obj):
        with transaction.atomic():
            linked = list(self.linked(obj).values_list("pk", flat=True))
            super().delete_model(request, obj)
            reindex(Initiative.objects.filter(pk__in=linked))

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)


admin.site.unregister([Theme, TargetGroup, Municipality, Province, Tag])


@admin.register(Theme)
class IndexedThemeAdmin(IndexedAdmin, ThemeAdmin):
    """Themes."""

    def linked(self, obj):
        return Initiative.objects.about(obj)


@admin.register(TargetGroup)
class IndexedTargetGroupAdmin(IndexedAdmin, TargetGroupAdmin):
    """Target groups."""

    def linked(self, obj):
        return Initiative.objects.filter(target_groups=obj)


@admin.register(Municipality)
class IndexedMunicipalityAdmin(IndexedAdmin, MunicipalityAdmin):
    """Municipalities."""

    def linked(self, obj):
        return Initiative.objects.filter(municipalities=obj)


@admin.register(Province)
class IndexedProvinceAdmin(IndexedAdmin, ProvinceAdmin):
    """Provinces."""

    def linked(self, obj):
        named = Municipality.objects.filter(province=obj)
        return Initiative.objects.filter(
            pk__in=Initiative.municipalities.through.objects.filter(municipality__in=named).values("initiative")
        )


class TagForm(forms.ModelForm):
    """A free word."""

    class Meta:
        labels = {"name": _("Trefwoord"), "slug": _("Adres")}
        help_texts = {
            "name": _("Eén woord of een paar woorden, zonder komma."),
            "slug": _("Het woord in een webadres. Verandert nooit."),
        }


@admin.register(Tag)
class TagAdmin(IndexedAdmin):
    """Free words that editors give to initiatives."""

    form = TagForm
    slug_from = "name"
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "slug"]

    def linked(self, obj):
        return Initiative.objects.filter(tags=obj)
