"""Says above the form of an initiative who else has it open."""

import secrets

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from editorial.accounts.access import is_submitter
from initiatives.models import Initiative

from .models import Presence, end, note

FORM = "presence_form"  # a field of the form: which of the forms that somebody opened it is


class PresenceAdmin:
    """Notes who opens a form, after it was made: the note has a short transaction of its own."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        request.presence = secrets.token_hex(8)
        response = super().change_view(request, object_id, form_url, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if shown.get("presence"):
            note(request.user, shown["original"], request.presence)
        elif response.status_code == 302 and FORM in request.POST and "_continue" not in request.POST:
            end(request.user, request.POST[FORM])
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and self.has_change_permission(request, obj):
            context["presence"] = {
                "form": request.presence,
                "others": Presence.objects.beside(request.user, obj),
                "is_named": not is_submitter(request.user),
                "has_revisions": obj.revisions.exists(),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        view = AdminSite.admin_view(self.admin_site, require_POST(self.sign))
        name = "initiatives_initiative_presence"
        return [path("<int:object_id>/bezig/", view, name=name), *super().get_urls()]

    def sign(self, request, object_id):
        """Takes a sign of life from an open form, or word that it was left.

        By way of Django's own `admin_view`, not ours: this is no change of the site, and nothing for the audit log.
        """
        initiative, form = get_object_or_404(Initiative, pk=object_id), request.POST.get(FORM, "")[:16]
        if not self.has_change_permission(request, initiative):
            raise PermissionDenied
        if "left" in request.POST:
            end(request.user, form)
        else:
            note(request.user, initiative, form)
        return HttpResponse(status=204)
