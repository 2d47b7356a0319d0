"""The page of the desk with the address of an initiative and the addresses that it had."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from editorial.revisions.models import is_or_was_published
from initiatives.models import Initiative

from .forms import SlugForm
from .move import change_slug

MAY_MOVE = "initiatives.move_initiative"


class SlugChangeAdmin:
    """An initiative that visitors may know keeps its address, unless a chief editor gives it another one here."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.address_page)
        return [path("<int:object_id>/adres/", view, name="initiatives_initiative_address"), *super().get_urls()]

    def desk_links(self, obj):
        links = super().desk_links(obj)
        if not is_or_was_published(obj):
            return links
        return [(_("Adres"), reverse("admin:initiatives_initiative_address", args=[obj.pk])), *links]

    def fixed_fields(self, obj):
        fixed = super().fixed_fields(obj)
        return [*fixed, "slug"] if "slug" not in fixed and is_or_was_published(obj) else fixed

    def address_page(self, request, object_id):
        """The address of an initiative and those that it had; a POST by who may gives it another one."""
        initiative = get_object_or_404(Initiative, pk=object_id)
        if not self.has_change_permission(request, initiative):
            raise PermissionDenied
        if not is_or_was_published(initiative):
            raise Http404
        may_move = request.user.has_perm(MAY_MOVE)
        if request.method == "POST" and not may_move:
            raise PermissionDenied
        form = SlugForm(request.POST or None, instance=Initiative.objects.get(pk=object_id))
        if form.is_valid():
            return self._moved(request, initiative, form.cleaned_data["slug"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Adres van ‘%(initiative)s’") % {"initiative": initiative},
            "opts": self.opts,
            "initiative": initiative,
            "form": form if may_move else None,
            "old_addresses": initiative.old_addresses.all(),
            "before": settings.PORTAL_URL + reverse("initiatives:list"),
        }
        return TemplateResponse(request, "admin/revisions/slug.html", context)

    def _moved(self, request, initiative, slug):
        was = change_slug(initiative, slug)
        text = _("Het adres is nu ‘%(now)s’. Het oude adres ‘%(was)s’ leidt er vanzelf heen.")
        text %= {"now": slug, "was": was}
        self.log_change(request, initiative, text)
        self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(request.path)
