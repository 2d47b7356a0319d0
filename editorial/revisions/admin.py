"""Initiatives at the desk, with drafts beside live: saving what is on the site makes a concept and changes nothing."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.records import State
from editorial.accounts.access import OwnMunicipalitiesAdmin
from editorial.imports.downloads import download_csv, download_xlsx
from initiatives.admin.initiative_admin import InitiativeAdmin
from initiatives.models import Initiative

from . import notifications, publishing, views
from .actions import AddThemeAction, PublishRevisionAction
from .draft_editor import EditsRevisions
from .models import OPEN, Revision, ensure_revision, is_or_was_published
from .presence.admin import PresenceAdmin
from .slug_change.admin import SlugChangeAdmin


class RevisionFilter(admin.SimpleListFilter):
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
        revisions = Revision.objects
        kinds = {"ready": revisions.ready(), "planned": revisions.planned(), "forced": revisions.filter(forced=True)}
        wanted = kinds.get(self.value(), revisions.filter(state=self.value()))
        return queryset.filter(Exists(wanted.filter(initiative=OuterRef("pk"))))


@admin.register(Initiative)
class RevisedInitiativeAdmin(PresenceAdmin, SlugChangeAdmin, EditsRevisions, OwnMunicipalitiesAdmin, InitiativeAdmin):
    """Initiatives: what is or was on the site changes only when a revision is published."""

    change_form_template = "admin/revisions/change_form.html"
    list_filter = [*InitiativeAdmin.list_filter, RevisionFilter]
    publish_action = PublishRevisionAction
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
        revision = None if is_or_was_published(initiative) else ensure_revision(initiative, request.user)
        if revision is None or "publish" in revision.allowed(request.user):
            self.publish_action(self, request).perform_now(Initiative.objects.filter(pk=initiative.pk))
        elif "submit" in revision.allowed(request.user):
            revision.submit(request.user)
            notifications.record_and_notify(self, request, revision, "submit")
            text = _("Een andere redacteur moet dit eerst goedkeuren. Versie %(number)s ligt klaar om te beoordelen.")
            self.message_user(request, text % {"number": revision.number}, messages.WARNING)

    def save_state(self, request, record, text):
        record.changed_by = request.user
        ensure_revision(record)  # as it is until now, so that it is known to have been on the site
        super().save_state(request, record, text)
        if record.state != State.PUBLISHED:
            record.revisions.planned().update(publish_at=None)  # or it would come back by itself

    def after_change(self, obj):
        super().after_change(obj)
        ensure_revision(obj, getattr(obj, "changed_by", None))

    def save_check(self, request, initiative, text):
        """As before; a concept that is on its way does not undo it."""
        initiative.changed_by = request.user
        publishing.sync_check_dates(initiative)
        super().save_check(request, initiative, text)

    @admin.action(description=gettext_lazy("Thema toevoegen"), permissions=["change"])
    def add_theme(self, request, queryset):
        """Add a theme to many initiatives."""
        return AddThemeAction(self, request).respond(queryset)

    def get_urls(self):
        views_of = [
            ("<int:pk>/versies/", views.overview, "initiative_revisions"),
            ("<int:pk>/versies/<int:number>/", views.revision, "initiative_revision"),
            ("<int:pk>/versies/<int:number>/voorbeeld/", views.preview, "initiative_revision_preview"),
        ]
        added = [path(route, self._view(view), name=name) for route, view, name in views_of]
        return [*added, *super().get_urls()]

    def _view(self, view):
        def with_model_admin(request, **arguments):
            return view(self, request, **arguments)

        return self.admin_site.admin_view(with_model_admin)

    def desk_links(self, obj):
        links = super().desk_links(obj)
        if not obj.revisions.exists():
            return links
        label = _("Versies (%(number)s)") % {"number": obj.revisions.count()}
        return [(label, reverse("admin:initiative_revisions", args=[obj.pk])), *links]

    def preview(self, request, pk):
        """The newest concept as visitors would see it; without one, what is in the database."""
        draft = Revision.objects.open().filter(initiative=pk).first()
        return views.preview(self, request, pk, draft.number) if draft else super().preview(request, pk)
