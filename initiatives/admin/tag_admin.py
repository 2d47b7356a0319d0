"""The tags that editors give to initiatives."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from core.admin_base import DeskAdmin
from core.admin_merge import MergeableAdmin
from initiatives.models import Initiative

admin.site.unregister(Tag)


class TagForm(forms.ModelForm):
    """The form of a tag."""

    class Meta:
        labels = {"name": _("Trefwoord"), "slug": _("Adres")}
        help_texts = {
            "name": _("Eén woord of een paar woorden, zonder komma."),
            "slug": _("Het woord in een webadres. Verandert nooit."),
        }


@admin.register(Tag)
class TagAdmin(MergeableAdmin, DeskAdmin):
    """The tags of initiatives."""

    actions = ["merge"]
    form = TagForm
    slug_from = "name"
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "slug"]

    def search_dependents(self, obj):
        return [Initiative.objects.filter(tags=obj)]
