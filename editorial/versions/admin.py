"""Initiatives at the desk, with drafts beside live: saving what is on the site makes a concept and changes nothing."""

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.access import OwnMunicipalities
from editorial.importing.downloads import download_csv, download_xlsx
from initiatives.admin import InitiativeAdmin
from initiatives.models import Initiative
from search.revision import imagined
from sources.records import State

from . import conflicts, publishing, snapshot, views
from .actions import AddingTheme, PublishingVersions
from .models import OPEN, Version, record_live, save_draft

CHECKS = ["checked_on", "checked_by", "next_check"]
admin.site.unregister(Initiative)


class VersionFilter(admin.SimpleListFilter):
    """What waits for whom, and what was published without approval."""

    title = gettext_lazy("versie")
    parameter_name = "versie"

    def lookups(self, request, model_admin):
        steps = [(step.value, step.label) for step in OPEN]
        return [*steps, ("forced", _("zonder goedkeuring gepubliceerd"))]

    def queryset(self, request, queryset):
        values = dict(self.lookup_choices)
        if self.value() not in values:
            return queryset
        wanted = {"forced": True} if self.value() == "forced" else {"state": self.value()}
        return queryset.filter(Exists(Version.objects.filter(initiative=OuterRef("pk"), **wanted)))


@admin.register(Initiative)
class VersionedInitiativeAdmin(OwnMunicipalities, InitiativeAdmin):
    """Initiatives: what is or was on the site changes only when a version is published."""

    change_form_template = "admin/versions/change_form.html"
    list_filter = [*InitiativeAdmin.list_filter, VersionFilter]
    publishing = PublishingVersions
    actions = [*InitiativeAdmin.actions, "add_theme", download_xlsx, download_csv]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        initiative = Initiative.objects.filter(pk=object_id).first() if str(object_id).isdecimal() else None
        if initiative and (initiative.is_published or initiative.versions.live().exists()):
            return self._edit_draft(request, initiative, form_url, extra_context or {})
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _edit_draft(self, request, initiative, form_url, context):
        """The form as if the concept were on the site; all that it writes is taken back, and kept as a concept."""
        opened = conflicts.opened_on(request, initiative)
        draft = conflicts.concept_of(initiative, opened)
        request.edited = None
        try:
            with imagined():
                if draft:
                    snapshot.apply(initiative, draft.snapshot, as_draft=True)
                before = snapshot.take(initiative) if request.method == "POST" else None
                context = {**context, "edits_draft": True, "draft": draft, "opened_on": opened}
                response = super().changeform_view(request, str(initiative.pk), form_url, context)
                if hasattr(response, "render"):
                    response.render()
        except snapshot.Refused as error:
            self.message_user(request, error, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:initiative_versions", args=[initiative.pk]))
        if request.edited and conflicts.is_late(request, initiative):
            return conflicts.ask(self, request, initiative, request.edited[0])
        if request.edited:
            self._keep_draft(request, initiative, before, *request.edited)
        return response

    def response_change(self, request, obj):
        if not hasattr(request, "edited"):
            return super().response_change(request, obj)
        row = Initiative.objects.get(pk=obj.pk)
        request.edited = snapshot.take(row), row.state, row.withdrawal_reason
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        address = request.get_full_path() if "_continue" in request.POST else ""
        return HttpResponseRedirect(address or reverse("admin:initiative_versions", args=[obj.pk]))

    def _keep_draft(self, request, initiative, before, content, state, reason):
        """Keep what was saved as a concept; only the state of the initiative changes at once."""
        if content != before:
            version = save_draft(initiative, content, request.user)
            text = _("Bewaard als concept (versie %(number)s). De site verandert pas als u deze versie publiceert.")
            self.message_user(request, text % {"number": version.number}, messages.SUCCESS)
            self.log_change(request, initiative, _("Versie %(number)s bewaard.") % {"number": version.number})
        elif state == initiative.state:
            self.message_user(request, _("U heeft niets veranderd. Er is geen nieuw concept."), messages.INFO)
        if state == State.PUBLISHED != initiative.state:
            self.publishing(self, request).at_once(Initiative.objects.filter(pk=initiative.pk))
        elif (state, reason) != (initiative.state, initiative.withdrawal_reason):
            initiative.state, initiative.withdrawal_reason = state, reason
            text = _("‘%(initiative)s’ staat niet meer op de site.") % {"initiative": initiative}
            self.save_state(request, initiative, text)
            self.message_user(request, text, messages.SUCCESS)

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        super().save_model(request, obj, form, change)
        obj.related_before = set(obj.related.values_list("pk", flat=True))

    def save_state(self, request, record, text):
        record.changed_by = request.user
        super().save_state(request, record, text)

    def save_related(self, request, form, formsets, change):
        if hasattr(request, "edited"):  # nothing of this stays, so nothing else has to follow
            admin.ModelAdmin.save_related(self, request, form, formsets, change)
        else:
            super().save_related(request, form, formsets, change)

    def after_change(self, obj):
        super().after_change(obj)
        record_live(obj, getattr(obj, "changed_by", None))
        related = set(obj.related.values_list("pk", flat=True))
        publishing.follow(obj, related ^ getattr(obj, "related_before", related))

    def save_check(self, request, initiative, text):
        """As before; a concept that is on its way does not undo it."""
        initiative.changed_by = request.user
        super().save_check(request, initiative, text)
        for version in initiative.versions.open():
            row = snapshot.take(initiative)
            version.snapshot |= {name: row[name] for name in CHECKS}
            version.save(update_fields=["snapshot"])

    @admin.action(description=gettext_lazy("Thema toevoegen"), permissions=["change"])
    def add_theme(self, request, queryset):
        """Add a theme to many initiatives."""
        return AddingTheme(self, request).answer(queryset)

    def get_urls(self):
        views_of = [
            ("<int:pk>/versies/", views.overview, "initiative_versions"),
            ("<int:pk>/versies/<int:number>/", views.version, "initiative_version"),
            ("<int:pk>/versies/<int:number>/voorbeeld/", views.preview, "initiative_version_preview"),
        ]
        added = [path(route, self._view(view), name=name) for route, view, name in views_of]
        return [*added, *super().get_urls()]

    def _view(self, view):
        def with_desk(request, **arguments):
            return view(self, request, **arguments)

        return self.admin_site.admin_view(with_desk)

    def desk_links(self, obj):
        links = super().desk_links(obj)
        if not obj.versions.exists():
            return links
        label = _("Versies (%(number)s)") % {"number": obj.versions.count()}
        return [(label, reverse("admin:initiative_versions", args=[obj.pk])), *links]

    def preview(self, request, pk):
        """The newest concept as visitors would see it; without one, what is in the database."""
        draft = Version.objects.open().filter(initiative=pk).first()
        return views.preview(self, request, pk, draft.number) if draft else super().preview(request, pk)
