"""Logging in at the desk: a name and a password, then a code; who has no second factor yet sets one up first."""

from functools import wraps

from allauth.account.views import LoginView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from . import second_factor


def login(request):
    """The first step, or what comes after it for somebody who took it."""
    if request.user.is_authenticated:
        if not request.user.is_staff:
            raise PermissionDenied
        if not second_factor.is_passed(request):
            if not second_factor.is_enrolled(request.user):
                return redirect("mfa_activate_totp")
            logout(request)  # the second factor came in another browser
    return LoginView.as_view()(request)


def only_before(view):
    """Let only those in who have no second factor at all."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if second_factor.is_enrolled(request.user):
            return redirect("admin:index")
        return view(request, *args, **kwargs)

    return login_required(checked)


def only_after(view):
    """Let only those in who gave their second factor."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not second_factor.is_passed(request):
            return redirect("admin:login")
        return view(request, *args, **kwargs)

    return login_required(checked)


@method_decorator([never_cache, only_before], name="dispatch")
class Enrol(ActivateTOTPView):
    """Set up an authenticator app; the code that proves it is the second factor of this login too."""

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes")

    def form_valid(self, form):
        answer = super().form_valid(form)
        added = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        self.request.session.cycle_key()
        post_authentication(self.request, added)
        return answer


@method_decorator([never_cache, only_after], name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):
    """The recovery codes, shown one time."""


@method_decorator(never_cache, name="dispatch")
class GiveCode(AuthenticateView):
    """The second step of a login."""
