"""Initiatives at the desk, with drafts beside live: saving what is on the site makes a draft and changes nothing."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.generation import content_change
from core.records import State, is_key
from editorial.accounts.access import OwnMunicipalitiesAdmin, is_submitter
from editorial.imports.export_admin import download_csv, download_xlsx
from editorial.reviews.admin_actions import AskNowAction
from initiatives.admin.initiative_admin import InitiativeAdmin
from initiatives.models import Initiative

from . import notifications, publishing, snapshot, views
from .actions import AddThemeAction, PublishRevisionAction
from .conflicts import conflict_page
from .draft_editor import DraftEditor
from .history import admin as history_admin  # noqa: F401 (registers its page)
from .history import recording
from .models import OPEN, Revision, ensure_revision, is_or_was_published
from .presence import views as presence
from .slug_change.views import address_page
from .snapshot import RevisionRefused


class RevisionFilter(admin.SimpleListFilter):
    """Filter on the state of the open revision, and on publication without approval."""

    title = gettext_lazy("versie")
    parameter_name = "versie"

    def lookups(self, request, model_admin):
        states = [(state.value, state.label) for state in OPEN]
        return [
            *states,
            ("ready", _("goedgekeurd, niet gepland")),
            ("planned", _("wordt vanzelf gepubliceerd")),
            ("forced", _("zonder goedkeuring gepubliceerd")),
            ("typo", _("kleine verbetering die de eindredacteur nog niet zag")),
        ]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        all_revisions = Revision.objects
        special = {
            "ready": all_revisions.ready(),
            "planned": all_revisions.planned(),
            "forced": all_revisions.filter(forced=True),
            "typo": all_revisions.unseen_typos(),
        }
        revisions = special.get(self.value(), all_revisions.filter(state=self.value()))
        return queryset.filter(Exists(revisions.filter(initiative=OuterRef("pk"))))


def ask_page(model_admin, request, object_id):
    """The page to confirm that the municipality is asked now, for one initiative from its form."""
    initiatives = model_admin.get_queryset(request).filter(pk=object_id)
    initiative = get_object_or_404(initiatives)
    if not model_admin.has_change_permission(request, initiative) or is_submitter(request.user):
        raise PermissionDenied
    action = AskNowAction(model_admin, request)
    action.back = reverse("admin:initiatives_initiative_change", args=[initiative.pk])
    return action.respond(initiatives) or HttpResponseRedirect(action.back)


@admin.register(Initiative)
class RevisedInitiativeAdmin(OwnMunicipalitiesAdmin, InitiativeAdmin):
    """Initiatives: what is or was on the site changes only when a revision is published."""

    change_form_template = "admin/revisions/change_form.html"
    list_filter = [*InitiativeAdmin.list_filter, RevisionFilter]
    publish_action = PublishRevisionAction
    actions = [*InitiativeAdmin.actions, "add_theme", "ask_municipality", download_xlsx, download_csv]

    def get_urls(self):
        routes = [
            ("<int:pk>/versies/", views.overview, "initiative_revisions"),
            ("<int:pk>/versies/<int:number>/", views.revision_page, "initiative_revision"),
            ("<int:pk>/versies/<int:number>/voorbeeld/", views.preview, "initiative_revision_preview"),
            ("<int:pk>/wijzigingen/", views.change_notes, "initiative_change_notes"),
            ("<int:object_id>/vraag-de-gemeente/", ask_page, "initiatives_initiative_ask"),
            ("<int:object_id>/adres/", address_page, "initiatives_initiative_address"),
        ]
        added = [
            path(route, self.admin_site.admin_view(partial(view, self)), name=name) for route, view, name in routes
        ]
        # By way of Django's own view: a sign of life is no change of the site, and nothing for the audit log.
        heartbeat = admin.AdminSite.admin_view(self.admin_site, require_POST(partial(presence.heartbeat, self)))
        added.append(path("<int:object_id>/bezig/", heartbeat, name="initiatives_initiative_presence"))
        return [*added, *super().get_urls()]

    def desk_links(self, obj):
        links = super().desk_links(obj)
        if obj.is_published:
            links.append((_("Vraag de gemeente nu"), reverse("admin:initiatives_initiative_ask", args=[obj.pk])))
        if is_or_was_published(obj):
            links.insert(0, (_("Adres"), reverse("admin:initiatives_initiative_address", args=[obj.pk])))
        if number := obj.revisions.count():
            label = _("Versies (%(number)s)") % {"number": number}
            links.insert(0, (label, reverse("admin:initiative_revisions", args=[obj.pk])))
        return links

    def fixed_fields(self, obj):
        fixed = super().fixed_fields(obj)
        return [*fixed, "slug"] if "slug" not in fixed and is_or_was_published(obj) else fixed

    def preview(self, request, pk):
        """The newest draft as visitors would see it; without one, what is in the database."""
        draft = Revision.objects.open().filter(initiative=pk).first()
        return views.preview(self, request, pk, draft.number) if draft else super().preview(request, pk)

    # The form: of a new initiative it writes the row, of another one `DraftEditor` makes it write a draft.

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        initiative = self._editable(request, object_id)
        if initiative is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        editor = DraftEditor(request, initiative)
        context = {**(extra_context or {}), **editor.context, "show_save_and_add_another": False}
        changeform = partial(super().changeform_view, request, str(initiative.pk), form_url, context)
        response = self._edit(request, editor, changeform)
        presence.follow(request, initiative, response)
        return response

    def _edit(self, request, editor, changeform):
        """Open or save the form of an initiative; returns the response."""
        initiative = editor.initiative
        try:
            outcome = editor.run(changeform)
        except RevisionRefused as error:
            self.message_user(request, error, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:initiative_revisions", args=[initiative.pk]))
        if outcome.is_saved and editor.has_conflict:
            return conflict_page(self, request, initiative, outcome.content)
        if outcome.is_saved:
            editor.save(self, outcome)
        return outcome.response

    def _editable(self, request, object_id):
        """The initiative of a form; None for a new one, and for one that this user does not see."""
        if not is_key(str(object_id)):
            return None
        return self.get_queryset(request).prefetch_related(None).filter(pk=object_id).first()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change:
            context["presence"] = presence.panel(self, request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        state = obj.state
        if not change and state == State.PUBLISHED:
            obj.state = State.DRAFT  # until it is complete, with its sources
        super().save_model(request, obj, form, change)
        obj.state = state  # for `response_add`, which publishes it

    def after_save(self, request, obj, change, dependents_before):
        """Only of a new initiative does anything stay, so that something else has to follow."""
        if not change:
            super().after_save(request, obj, change, dependents_before)
            publishing.sync_related(obj, obj.related.values_list("pk", flat=True))

    def after_change(self, request, obj, dependents_before=()):
        super().after_change(request, obj, dependents_before)
        ensure_revision(obj, request.user)

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        if obj.state == State.PUBLISHED:
            self.publish_or_submit(request, obj)
        return response

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        address = request.get_full_path() if "_continue" in request.POST else ""
        return HttpResponseRedirect(address or reverse("admin:initiative_revisions", args=[obj.pk]))

    # What happens at once.

    def publish_or_submit(self, request, initiative):
        """Publish an initiative from its form; of a draft, another editor is asked to review it first."""
        revision = None if is_or_was_published(initiative) else ensure_revision(initiative, request.user)
        if revision is None or "publish" in revision.allowed(request.user):
            self.publish_action(self, request).perform_now(Initiative.objects.filter(pk=initiative.pk))
        elif "submit" in revision.allowed(request.user):
            revision.submit(request.user)
            notifications.record_and_notify(self, request, revision, "submit")
            text = _("Een andere redacteur moet dit eerst goedkeuren. Versie %(number)s ligt klaar om te beoordelen.")
            self.message_user(request, text % {"number": revision.number}, messages.WARNING)

    def save_state(self, request, record, text):
        with content_change():
            ensure_revision(record)  # as it was published, or nothing would say that it was
            was_public = Initiative.objects.filter(pk=record.pk, state=State.PUBLISHED).exists()
            super().save_state(request, record, text)
            recording.record_state(record, was_public)
        if record.state != State.PUBLISHED:
            record.revisions.planned().update(publish_at=None)  # or it would be published again

    def save_check(self, request, initiative, text):
        """Save the dates of a check, in the open draft too, which would undo them when it is published."""
        with content_change():
            before = snapshot.take(initiative)
            publishing.sync_check_dates(initiative)
            super().save_check(request, initiative, text)
            if initiative.is_published:
                recording.record_publication(initiative, before, snapshot.take(initiative), True)

    @admin.action(description=gettext_lazy("Vraag de gemeente nu of dit klopt"), permissions=["change"])
    def ask_municipality(self, request, queryset):
        """Ask the municipalities of these whether they are still right."""
        return AskNowAction(self, request).respond(queryset)

    @admin.action(description=gettext_lazy("Thema toevoegen"), permissions=["change"])
    def add_theme(self, request, queryset):
        """Add a theme to many initiatives."""
        return AddThemeAction(self, request).respond(queryset)
