"""Decorators and a mixin for the views of an account: second factor required, and the context of the admin header."""

from functools import wraps

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse

from . import second_factor


def second_factor_required(view):
    """Decorator: only for a session with a second factor."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not second_factor.is_passed(request):
            return redirect("admin:login")
        return view(request, *args, **kwargs)

    return login_required(wrapped)


def reauthentication_required(view):
    """Decorator: only for a user without a second factor, or one who used it and gave the password again just now."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if second_factor.is_enrolled(request.user):
            if not second_factor.is_passed(request):
                return redirect("admin:login")
            if not second_factor.is_recent(request):
                return redirect(reverse("account_reauthenticate", query={"next": request.path}))
        return view(request, *args, **kwargs)

    return login_required(wrapped)


class AdminContextMixin:
    """View mixin that adds the context of the admin header, for users who are logged in."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), **admin_context(self.request)}


def admin_context(request):
    """Return the context that the admin templates need for their header."""
    return {"has_permission": admin.site.has_permission(request), "site_url": admin.site.site_url}
