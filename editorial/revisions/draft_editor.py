"""The form of an initiative that exists: it writes nothing but a revision."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.memo import dry_run
from core.records import State
from initiatives.models import Initiative

from . import conflicts, publishing, snapshot
from .models import is_or_was_published, save_draft


class Edited(NamedTuple):
    """What an editor made of an initiative: its content, and what is no content."""

    content: dict
    slug: str
    state: str
    reason: str


class EditsRevisions:
    """Saving makes a concept, and changes nothing of what is or was on the site."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        initiative = Initiative.objects.filter(pk=object_id).first() if str(object_id).isdecimal() else None
        if initiative:
            return self._edit(request, initiative, form_url, extra_context or {})
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _edit(self, request, initiative, form_url, context):
        """The form as if the concept were the row; all that it writes is taken back, and kept as a concept."""
        opened = conflicts.opened_on(request, initiative)
        draft = conflicts.opened_draft(initiative, opened)
        context = {**context, "opened_on": opened, "draft": draft, "edited": initiative}
        context["show_save_and_add_another"] = False
        request.edited = None
        try:
            with dry_run():
                if draft and (is_or_was_published(initiative) or not draft.is_open):
                    snapshot.apply(initiative, draft.snapshot, as_draft=True)
                before = snapshot.take(initiative) if request.method == "POST" else None
                response = super().changeform_view(request, str(initiative.pk), form_url, context)
                if hasattr(response, "render"):
                    response.render()
        except snapshot.Refused as error:
            self.message_user(request, error, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:initiative_revisions", args=[initiative.pk]))
        if request.edited and conflicts.has_conflict(request, initiative):
            return conflicts.conflict_page(self, request, initiative, request.edited.content)
        if request.edited:
            self._keep(request, initiative, before, request.edited)
        return response

    def response_change(self, request, obj):
        row = Initiative.objects.get(pk=obj.pk)
        request.edited = Edited(snapshot.take(row), row.slug, row.state, row.withdrawal_reason)
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        address = request.get_full_path() if "_continue" in request.POST else ""
        return HttpResponseRedirect(address or reverse("admin:initiative_revisions", args=[obj.pk]))

    def save_related(self, request, form, formsets, change):
        if change:  # nothing of this stays, so nothing else has to follow
            admin.ModelAdmin.save_related(self, request, form, formsets, change)
        else:
            super().save_related(request, form, formsets, change)
            publishing.sync_related(form.instance, form.instance.related.values_list("pk", flat=True))

    def _keep(self, request, initiative, before, edited):
        """Keep the content as a concept; the address of a draft and the state are no content, and change at once."""
        kept = [
            edited.content != before and self._keep_content(request, initiative, edited.content),
            edited.slug != initiative.slug and self._keep_slug(request, initiative, edited.slug),
            (edited.state, edited.reason) != (initiative.state, initiative.withdrawal_reason)
            and self._keep_state(request, initiative, edited),
        ]
        if not any(kept):
            self.message_user(request, _("U heeft niets veranderd. Er is geen nieuw concept."), messages.INFO)

    def _keep_content(self, request, initiative, content):
        revision = save_draft(initiative, content, request.user)
        text = _("Bewaard als concept (versie %(number)s). De site verandert pas als u deze versie publiceert.")
        self.message_user(request, text % {"number": revision.number}, messages.SUCCESS)
        self.log_change(request, initiative, _("Versie %(number)s bewaard.") % {"number": revision.number})
        return True

    def _keep_slug(self, request, initiative, slug):
        initiative.slug = slug
        initiative.save(update_fields=["slug", "updated_at"])
        text = _("Het adres wordt %(address)s.") % {"address": initiative.get_absolute_url()}
        self.log_change(request, initiative, text)
        self.message_user(request, text, messages.SUCCESS)
        return True

    def _keep_state(self, request, initiative, edited):
        if edited.state == State.PUBLISHED:
            self.bring_out(request, initiative)
            return True
        initiative.state, initiative.withdrawal_reason = edited.state, edited.reason
        text = _("‘%(initiative)s’ staat niet op de site.") % {"initiative": initiative}
        self.save_state(request, initiative, text)
        self.message_user(request, text, messages.SUCCESS)
        return True
