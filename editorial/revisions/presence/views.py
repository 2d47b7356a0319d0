"""Views for presence: the panel with the other users of a form, and the heartbeat of that form."""

import secrets

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from editorial.accounts.access import is_submitter
from initiatives.models import Initiative

from .models import Presence, end, note

FORM = "presence_form"  # a field of the form: which of the forms that somebody opened it is


def panel(model_admin, request, initiative):
    """Template context about who has the form of an initiative open; None for a user who may only view.

    A dict: form, a new token of this form; others, `Presence` of other users; is_named, whether the user may see their
    names; has_revisions.
    """
    if not model_admin.has_change_permission(request, initiative):
        return None
    return {
        "form": secrets.token_hex(8),
        "others": Presence.objects.others_editing(request.user, initiative),
        "is_named": not is_submitter(request.user),
        "has_revisions": initiative.revisions.exists(),
    }


def follow(request, initiative, response):
    """Note who opened a form, or saved it; in a short transaction, so after the form was filled.

    Args: request; initiative; response, the form as a template response, or what follows on saving it.
    """
    shown = (getattr(response, "context_data", None) or {}).get("presence")
    if shown:
        note(request.user, initiative, shown["form"])
    elif response.status_code == 302 and FORM in request.POST and "_continue" not in request.POST:
        end(request.user, request.POST[FORM])


def heartbeat(model_admin, request, object_id):
    """Take a sign of life from an open form, or word that it was left."""
    initiative, form = get_object_or_404(Initiative, pk=object_id), request.POST.get(FORM, "")[:16]
    if not model_admin.has_change_permission(request, initiative):
        raise PermissionDenied
    if "left" in request.POST:
        end(request.user, form)
    else:
        note(request.user, initiative, form)
    return HttpResponse(status=204)
