"""The page of the desk with the address of an initiative and the addresses that it had."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.audit.request_log import name_action
from editorial.revisions.models import is_or_was_published
from initiatives.models import Initiative

from .forms import SlugForm
from .move import change_slug

MAY_MOVE = "initiatives.move_initiative"


def address_page(model_admin, request, object_id):
    """The address of an initiative and those that it had; a POST of a chief editor gives it another one."""
    name_action(_("adres wijzigen"))
    initiative = get_object_or_404(Initiative, pk=object_id)
    if not model_admin.has_change_permission(request, initiative):
        raise PermissionDenied
    if not is_or_was_published(initiative):
        raise Http404
    may_move = request.user.has_perm(MAY_MOVE)
    if request.method == "POST" and not may_move:
        raise PermissionDenied
    form = SlugForm(request.POST or None, instance=Initiative.objects.get(pk=object_id))
    if form.is_valid():
        return _change(model_admin, request, initiative, form.cleaned_data["slug"])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Adres van ‘%(initiative)s’") % {"initiative": initiative},
        "opts": model_admin.opts,
        "initiative": initiative,
        "form": form if may_move else None,
        "old_addresses": initiative.old_addresses.all(),
        "before": settings.PORTAL_URL + reverse("initiatives:list"),
    }
    return TemplateResponse(request, "admin/revisions/slug.html", context)


def _change(model_admin, request, initiative, slug):
    old_slug = change_slug(initiative, slug)
    text = _("Het adres is nu ‘%(now)s’. Het oude adres ‘%(was)s’ leidt er vanzelf heen.")
    text %= {"now": slug, "was": old_slug}
    model_admin.log_change(request, initiative, text)
    model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(request.path)
