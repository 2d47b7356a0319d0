"""Filters of the list of initiatives at the editors' desk."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.task_queries import TASK_QUERIES
from municipalities.models import Province


class TaskFilter(admin.SimpleListFilter):
    """The tasks that the desk counts."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [(name, task.label) for name, task in TASK_QUERIES.items()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        task = TASK_QUERIES.get(self.value())
        return queryset.filter(task.condition()) if task else queryset.none()


class ProvinceFilter(admin.SimpleListFilter):
    """The province of a municipality that takes part, named or not."""

    title = _("provincie")
    parameter_name = "provincie"

    def lookups(self, request, model_admin):
        return list(Province.objects.values_list("slug", "name"))

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        links = queryset.model.municipalities.through.objects
        named = links.filter(municipality__province__slug=self.value()).values("initiative")
        return queryset.filter(Q(pk__in=named) | Q(unnamed_province__slug=self.value()))
