"""Themes, concepts, frameworks and signals at the editors' desk."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin, MeasuredForm, PartInline, RecordAdmin, RecordForm, SourceFormSet
from core.admin_merge import MergeableAdmin
from initiatives.models import Bundle, Initiative
from sources.admin import PUBLICATION_STATE

from .frameworks.checks import framework_errors
from .frameworks.task_queries import FRAMEWORK_TASKS, frameworks_to_do
from .models import (
    Addressee,
    Ask,
    Bottleneck,
    Concept,
    Framework,
    FrameworkCitation,
    FrameworkMoment,
    KeyFigure,
    Mention,
    Statement,
    Synonym,
    TargetGroup,
    Theme,
)


class MainThemeFilter(admin.SimpleListFilter):
    """Main themes, cross-cutting themes or sub-themes."""

    title = _("niveau")
    parameter_name = "niveau"

    def lookups(self, request, model_admin):
        return [("hoofd", _("hoofdthema")), ("sub", _("subthema"))]

    def queryset(self, request, queryset):
        return queryset.filter(parent__isnull=self.value() == "hoofd") if self.value() else queryset


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
    """Themes and sub-themes."""

    slug_from = "name"
    list_display = ["name", "code", "parent", "cross_cutting", "state", "position"]
    list_editable = ["position"]
    list_filter = ["state", MainThemeFilter, "cross_cutting"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    fieldsets = [
        (None, {"fields": ["name", "code", "slug", "parent", "cross_cutting", "position", "summary", "sources"]}),
        (_("Hoe het eruitziet"), {"fields": ["awning", "icon"]}),
        PUBLICATION_STATE,
    ]

    def search_dependents(self, obj):
        return [
            Theme.objects.filter(parent=obj),
            Concept.objects.filter(theme=obj),
            Framework.objects.filter(themes=obj),
            Bottleneck.objects.filter(themes=obj),
            KeyFigure.objects.filter(themes=obj),
            Bundle.objects.filter(themes=obj),
            Initiative.objects.about(obj),
        ]


@admin.register(TargetGroup)
class TargetGroupAdmin(DeskAdmin):
    """Target groups."""

    slug_from = "name"
    list_display = ["name", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    fields = ["name", "slug", "position"]

    def search_dependents(self, obj):
        return [Initiative.objects.filter(target_groups=obj)]


class SynonymInline(PartInline):
    """Other words for a concept."""

    model = Synonym


@admin.register(Concept)
class ConceptAdmin(MergeableAdmin, RecordAdmin):
    """The thesaurus."""

    actions = [*RecordAdmin.actions, "merge"]
    name_field = "term"
    slug_from = "term"
    inlines = [SynonymInline]
    list_display = ["term", "abbreviation", "theme", "state"]
    list_filter = ["state", ("theme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["theme"]
    search_fields = ["term", "abbreviation", "synonyms__term"]
    fieldsets = [
        (None, {"fields": ["term", "abbreviation", "slug", "scope_note", "scope_note_source", "theme"]}),
        (_("Andere begrippen"), {"fields": ["broader", "related"]}),
        (_("Bronnen"), {"fields": ["sources"]}),
        PUBLICATION_STATE,
    ]

    def add_names(self, survivor, names):
        known = set(survivor.synonyms.values_list("term", flat=True))
        return [survivor.synonyms.create(term=name) for name in names if name not in known]


class FrameworkCitationInline(PartInline):
    """Inline for the citations of a framework in sources."""

    model = FrameworkCitation
    formset = SourceFormSet


class FrameworkMomentInline(PartInline):
    """The days on which something else happens with a framework."""

    model = FrameworkMoment


class FrameworkTaskFilter(admin.SimpleListFilter):
    """List filter on the tasks of editors for frameworks."""

    title = _("werk")
    parameter_name = "werk"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _condition) in FRAMEWORK_TASKS.items()]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return frameworks_to_do(self.value(), queryset) if self.value() in FRAMEWORK_TASKS else queryset.none()


@admin.register(Framework)
class FrameworkAdmin(RecordAdmin):
    """Laws, treaties, schemes and policies."""

    code_prefix = "RED-J"
    slug_from = "name"
    inlines = [FrameworkMomentInline, FrameworkCitationInline]
    list_display = ["name", "level", "kind", "status", "valid_until", "last_checked", "state"]
    list_filter = [FrameworkTaskFilter, "state", "status", "confirmation", "level", "kind"]
    search_fields = ["name", "abbreviation", "official_name", "official_number", "code"]
    readonly_fields = ["checked_by"]
    fieldsets = [
        (None, {"fields": ["name", "abbreviation", "official_name", "official_number", "code", "slug"]}),
        (_("Wat het is"), {"fields": ["level", "kind", "themes", "summary", "municipal_task"]}),
        (_("Stand"), {"fields": ["status", "status_note", "status_as_of", "newest_source", "confirmation"]}),
        (_("Datums"), {"fields": ["adopted_on", "valid_from", "enforced_from", "valid_until", "end_announced"]}),
        (_("Controle"), {"fields": ["last_checked", "checked_by"]}),
        PUBLICATION_STATE,
    ]

    def save_model(self, request, obj, form, change):
        if "last_checked" in form.changed_data:
            obj.checked_by = request.user if obj.last_checked else None
        super().save_model(request, obj, form, change)
        for sentence in framework_errors(obj):
            self.message_user(request, sentence, messages.WARNING)


class MentionInline(PartInline):
    """The sources that raise a bottleneck, each in its year."""

    model = Mention
    formset = SourceFormSet


@admin.register(Bottleneck)
class BottleneckAdmin(MergeableAdmin, RecordAdmin):
    """Bottlenecks."""

    actions = [*RecordAdmin.actions, "merge"]
    code_prefix = "RED-K"
    slug_from = "title"
    inlines = [MentionInline]
    list_display = ["title", "code", "state"]
    list_filter = ["state", ("themes", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "code"]
    fieldsets = [
        (None, {"fields": ["title", "code", "slug", "description", "themes", "related_frameworks"]}),
        PUBLICATION_STATE,
    ]


@admin.register(Addressee)
class AddresseeAdmin(DeskAdmin):
    """Admin for addressees: bodies that are asked to act."""

    slug_from = "name"
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "slug"]


@admin.register(Ask)
class AskAdmin(RecordAdmin):
    """Admin for asks."""

    code_prefix = "RED-V"
    list_display = ["text", "issuer", "asked_in", "state"]
    list_filter = ["state", "year", "addressees"]
    search_fields = ["text", "issuer", "code"]
    fieldsets = [
        (None, {"fields": ["text", "code", "issuer", "addressees", "year", "themes"]}),
        (_("Hoort bij"), {"fields": ["bottlenecks", "related_frameworks"]}),
        (_("Bron"), {"fields": ["publication", "heading"]}),
        PUBLICATION_STATE,
    ]

    def search_dependents(self, obj):
        return [obj.bottlenecks.all()]

    @admin.display(description=_("jaar"), ordering="year")
    def asked_in(self, ask):
        """The year, without a thousand separator."""
        return str(ask.year)


@admin.register(Statement)
class StatementAdmin(RecordAdmin):
    """Admin for statements of people in a public function."""

    code_prefix = "RED-U"
    list_display = ["person", "function", "topic", "period", "state"]
    list_filter = ["state", ("themes", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["person", "topic", "gist", "code"]
    fieldsets = [
        (None, {"fields": ["person", "function", "municipality", "organisation"]}),
        (_("Uitspraak"), {"fields": ["topic", "gist", "period", "themes", "code"]}),
        (_("Bron"), {"fields": ["publication", "heading"]}),
        PUBLICATION_STATE,
    ]


class KeyFigureForm(MeasuredForm, RecordForm):
    """The form of a figure."""


@admin.register(KeyFigure)
class KeyFigureAdmin(RecordAdmin):
    """Figures about migration as a whole."""

    form = KeyFigureForm
    code_prefix = "RED-C"
    list_display = ["value", "unit", "period", "publication", "state"]
    list_filter = ["state", ("themes", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["publication"]
    search_fields = ["value", "unit", "definition", "code"]
    fieldsets = [
        (None, {"fields": ["value", "unit", "definition", "period", "place", "themes", "code"]}),
        (_("Bron"), {"fields": ["publication", "heading"]}),
        PUBLICATION_STATE,
    ]
