"""Logging in at the desk: a name and a password, then a second step; who has no second factor sets one up first."""

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa import app_settings
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from editorial.audit.log import record

from . import second_factor, sessions
from .gates import AtTheDesk, desk_context, only_after, to_change
from .models import SecondFactor


def login(request):
    """The first step, always from the start; who took it without a second factor goes on to set that up."""
    if request.user.is_authenticated:
        if not request.user.is_staff:
            raise PermissionDenied
        if not second_factor.is_passed(request):
            if not second_factor.is_enrolled(request.user):
                return redirect("mfa_activate_totp")
            logout(request)  # the second factor came in another browser
    else:
        clear_login(request)  # or who stopped halfway would be led to the second step of then
    return LoginView.as_view(extra_context=sessions.why_ended(request))(request)


def open_session(request, factor):
    """Let somebody in with the second factor that they just set up."""
    request.session.cycle_key()
    post_authentication(request, factor)


@method_decorator([never_cache, to_change], name="dispatch")
class Enrol(AtTheDesk, ActivateTOTPView):
    """Set up an authenticator app; the code that proves it is the second factor of this login too."""

    def dispatch(self, request, *args, **kwargs):
        if second_factor.has_app(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_index")

    def form_valid(self, form):
        answer = super().form_valid(form)
        added = SecondFactor.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        open_session(self.request, added)
        record(self.request, _("app met codes instellen"), added)
        return answer


@method_decorator([never_cache, only_after], name="dispatch")
class RecoveryCodes(AtTheDesk, ViewRecoveryCodesView):
    """The recovery codes, shown one time."""

    def get_context_data(self, **kwargs):
        try:
            return super().get_context_data(**kwargs)
        except ValidationError as error:
            return {"unreadable": error.messages, **desk_context(self.request)}


@method_decorator(never_cache, name="dispatch")
class GiveCode(AuthenticateView):
    """The second step of a login."""

    def get_context_data(self, **kwargs):
        user = self.stage.login.user
        has_passkey = second_factor.factors(user).filter(type=Authenticator.Type.WEBAUTHN).exists()
        return {**super().get_context_data(**kwargs), "has_passkey": has_passkey}


@method_decorator([never_cache, only_after], name="dispatch")
class Confirm(AtTheDesk, ReauthenticateView):
    """Asks for the password again before somebody changes what they log in with."""


@never_cache
@only_after
def account(request):
    """What somebody logs in with, and where to change it."""
    own = SecondFactor.objects.filter(user=request.user).order_by("pk")
    kinds = {kind: [factor for factor in own if factor.type == kind] for kind in Authenticator.Type}
    context = {
        "app": next(iter(kinds[Authenticator.Type.TOTP]), None),
        "passkeys": kinds[Authenticator.Type.WEBAUTHN],
        "codes_left": sum(_codes_left(codes) for codes in kinds[Authenticator.Type.RECOVERY_CODES]),
    }
    return render(request, "mfa/index.html", context | desk_context(request))


def _codes_left(codes):
    return app_settings.RECOVERY_CODE_COUNT - codes.data["used_mask"].bit_count()
