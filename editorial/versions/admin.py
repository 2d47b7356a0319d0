"""Initiatives at the desk, with drafts beside live: saving what is on the site makes a concept and changes nothing."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.access import OwnMunicipalities
from editorial.addressing.admin import HasAddress
from editorial.importing.downloads import download_csv, download_xlsx
from editorial.presence.admin import NotesPresence
from initiatives.admin import InitiativeAdmin
from initiatives.models import Initiative
from sources.records import State

from . import mails, publishing, views
from .actions import AddingTheme, PublishingVersions
from .editing import EditsVersions
from .models import OPEN, Version, is_or_was_on_site, keep_row

admin.site.unregister(Initiative)


class VersionFilter(admin.SimpleListFilter):
    """What waits for whom, and what was published without approval."""

    title = gettext_lazy("versie")
    parameter_name = "versie"

    def lookups(self, request, model_admin):
        steps = [(step.value, step.label) for step in OPEN]
        return [
            *steps,
            ("ready", _("goedgekeurd, niet gepland")),
            ("planned", _("wordt vanzelf gepubliceerd")),
            ("forced", _("zonder goedkeuring gepubliceerd")),
        ]

    def queryset(self, request, queryset):
        values = dict(self.lookup_choices)
        if self.value() not in values:
            return queryset
        versions = Version.objects
        kinds = {"ready": versions.ready(), "planned": versions.planned(), "forced": versions.filter(forced=True)}
        wanted = kinds.get(self.value(), versions.filter(state=self.value()))
        return queryset.filter(Exists(wanted.filter(initiative=OuterRef("pk"))))


@admin.register(Initiative)
class VersionedInitiativeAdmin(NotesPresence, HasAddress, EditsVersions, OwnMunicipalities, InitiativeAdmin):
    """Initiatives: what is or was on the site changes only when a version is published."""

    change_form_template = "admin/versions/change_form.html"
    list_filter = [*InitiativeAdmin.list_filter, VersionFilter]
    publishing = PublishingVersions
    actions = [*InitiativeAdmin.actions, "add_theme", download_xlsx, download_csv]

    def save_model(self, request, obj, form, change):
        obj.changed_by = request.user
        obj.wants_publishing = not change and obj.state == State.PUBLISHED
        if obj.wants_publishing:
            obj.state = State.DRAFT  # until it is complete, with its sources
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if obj.wants_publishing:
            self.bring_out(request, obj)
        return response

    def bring_out(self, request, initiative):
        """Publish an initiative from its form; of a draft, another editor is asked first."""
        version = None if is_or_was_on_site(initiative) else keep_row(initiative, request.user)
        if version is None or "publish" in version.allowed(request.user):
            self.publishing(self, request).at_once(Initiative.objects.filter(pk=initiative.pk))
        elif "submit" in version.allowed(request.user):
            version.submit(request.user)
            mails.note_and_tell(self, request, version, "submit")
            text = _("Een andere redacteur moet dit eerst goedkeuren. Versie %(number)s ligt klaar om te beoordelen.")
            self.message_user(request, text % {"number": version.number}, messages.WARNING)

    def save_state(self, request, record, text):
        record.changed_by = request.user
        keep_row(record)  # as it is until now, so that it is known to have been on the site
        super().save_state(request, record, text)
        if record.state != State.PUBLISHED:
            record.versions.planned().update(publish_at=None)  # or it would come back by itself

    def after_change(self, obj):
        super().after_change(obj)
        keep_row(obj, getattr(obj, "changed_by", None))

    def save_check(self, request, initiative, text):
        """As before; a concept that is on its way does not undo it."""
        initiative.changed_by = request.user
        publishing.follow_check(initiative)
        super().save_check(request, initiative, text)

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
