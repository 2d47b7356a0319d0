"""Views to log in to the admin: a password, then a second factor; a user who has none sets one up first."""

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
from django.views import csrf
from django.views.decorators.cache import never_cache

from editorial.audit.log import record

from . import form_recovery, second_factor
from .decorators import AdminContextMixin, admin_context, reauthentication_required, second_factor_required
from .models import SecondFactor
from .sessions import session_end_context


def login(request):
    """First step of the login, always from the start; a user without a second factor is redirected to set one up."""
    if request.user.is_authenticated:
        if not request.user.is_staff:
            raise PermissionDenied
        if not second_factor.is_passed(request):
            if not second_factor.is_enrolled(request.user):
                return redirect("mfa_activate_totp")
            logout(request)  # the second factor was set up in another browser
    else:
        clear_login(request)  # or a user who stopped halfway would resume that login at its second step
    return LoginView.as_view(extra_context=session_end_context(request))(request)


def csrf_failure(request, reason=""):
    """CSRF failure view, for a form from before the last login: an admin form is stored and shown filled in again."""
    if key := form_recovery.store(request):
        return redirect(form_recovery.address(request, key))
    return csrf.csrf_failure(request, reason)


def open_session(request, factor):
    """Record in the session that the user passed the second factor that they just set up."""
    request.session.cycle_key()
    post_authentication(request, factor)


@method_decorator([never_cache, reauthentication_required], name="dispatch")
class ActivateAppView(AdminContextMixin, ActivateTOTPView):
    """Set up an authenticator app; the code that proves it counts as the second factor of this login."""

    def dispatch(self, request, *args, **kwargs):
        if second_factor.has_app(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_index")

    def form_valid(self, form):
        response = super().form_valid(form)
        app = SecondFactor.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        second_factor.use_code(app, form.cleaned_data["code"])
        open_session(self.request, app)
        record(self.request, _("app met codes instellen"), app)
        return response


@method_decorator([never_cache, second_factor_required], name="dispatch")
class RecoveryCodesView(AdminContextMixin, ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    def get_context_data(self, **kwargs):
        try:
            return super().get_context_data(**kwargs)
        except ValidationError as error:
            return {"unreadable": error.messages, **admin_context(self.request)}


@method_decorator(never_cache, name="dispatch")
class SecondFactorView(AuthenticateView):
    """The second step of a login."""

    def get_context_data(self, **kwargs):
        user = self.stage.login.user
        has_passkey = second_factor.factors(user).filter(type=Authenticator.Type.WEBAUTHN).exists()
        return {**super().get_context_data(**kwargs), "has_passkey": has_passkey}


@method_decorator([never_cache, second_factor_required], name="dispatch")
class ReauthenticationView(AdminContextMixin, ReauthenticateView):
    """Asks for the password again before a user changes what they log in with."""


@never_cache
@second_factor_required
def account(request):
    """Page of the user's own account: its second factors and recovery codes, with links to change them."""
    factors = SecondFactor.objects.filter(user=request.user).order_by("pk")
    by_type = {kind: [factor for factor in factors if factor.type == kind] for kind in Authenticator.Type}
    context = {
        "app": next(iter(by_type[Authenticator.Type.TOTP]), None),
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "codes_left": sum(_codes_left(codes) for codes in by_type[Authenticator.Type.RECOVERY_CODES]),
    }
    return render(request, "mfa/index.html", context | admin_context(request))


def _codes_left(codes):
    return app_settings.RECOVERY_CODE_COUNT - codes.data["used_mask"].bit_count()
