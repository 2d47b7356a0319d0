"""Who may come at the pages of an account."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse

from . import second_factor


def only_after(view):
    """Let only those in who gave their second factor."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not second_factor.is_passed(request):
            return redirect("admin:login")
        return view(request, *args, **kwargs)

    return login_required(checked)


def to_change(view):
    """Let somebody change their second factors: who has none, or who gave one and proved again who they are."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if second_factor.is_enrolled(request.user):
            if not second_factor.is_passed(request):
                return redirect("admin:login")
            if not second_factor.is_recent(request):
                return redirect(reverse("account_reauthenticate", query={"next": request.path}))
        return view(request, *args, **kwargs)

    return login_required(checked)


class AtTheDesk:
    """A page with the links of the desk above it, for who is in."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), **desk_context(self.request)}


def desk_context(request):
    """What the templates of the admin need for their header."""
    return {"has_permission": admin.site.has_permission(request), "site_url": admin.site.site_url}
