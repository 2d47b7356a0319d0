"""Views for passkeys: a fingerprint, a face, a PIN or a security key instead of a code."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from editorial.audit.log import object_reference, record

from . import second_factor
from .decorators import AdminContextMixin, reauthentication_required
from .models import SecondFactor
from .views import open_session


@method_decorator([never_cache, reauthentication_required], name="dispatch")
class AddPasskeyView(AdminContextMixin, AddWebAuthnView):
    """Add a passkey; a user's first second factor counts for this session too."""

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_index")

    def form_valid(self, form):
        response = super().form_valid(form)
        passkeys = SecondFactor.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)
        passkey = passkeys.latest("pk")
        if not second_factor.is_passed(self.request):
            open_session(self.request, passkey)
        record(self.request, _("passkey toevoegen"), passkey)
        return response


class OwnPasskeyMixin(AdminContextMixin):
    """View mixin for a passkey of the user; gives a 404 for that of somebody else."""

    success_url = reverse_lazy("mfa_index")

    def get_queryset(self):
        return SecondFactor.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)


@method_decorator([never_cache, reauthentication_required], name="dispatch")
class RenamePasskeyView(OwnPasskeyMixin, EditWebAuthnView):
    """Rename a passkey."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record(self.request, _("passkey een andere naam geven"), self.object)
        return response


@method_decorator([never_cache, reauthentication_required], name="dispatch")
class RemovePasskeyView(OwnPasskeyMixin, RemoveWebAuthnView):
    """Remove a passkey, but never the last second factor."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "is_removable": second_factor.is_removable(self.object)}

    def form_valid(self, form):
        reference = object_reference(self.object)
        with transaction.atomic():
            get_user_model().objects.select_for_update().get(pk=self.request.user.pk)  # one at a time
            is_removable = second_factor.is_removable(self.object)
            if is_removable:
                second_factor.remove(self.object)
        record(self.request, _("passkey verwijderen"), reference, "ok" if is_removable else "refused")
        return redirect(self.get_success_url() if is_removable else self.request.path)
