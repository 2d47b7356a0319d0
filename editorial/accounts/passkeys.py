"""Passkeys: a fingerprint, a face, a PIN or a key of your own instead of a code."""

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
from .gates import AtTheDesk, to_change
from .models import SecondFactor
from .views import open_session


@method_decorator([never_cache, to_change], name="dispatch")
class Add(AtTheDesk, AddWebAuthnView):
    """Add a passkey; the first second factor of somebody opens this session too."""

    def get_success_url(self):
        return reverse("mfa_view_recovery_codes" if self.did_generate_recovery_codes else "mfa_index")

    def form_valid(self, form):
        answer = super().form_valid(form)
        own = SecondFactor.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)
        added = own.latest("pk")
        if not second_factor.is_passed(self.request):
            open_session(self.request, added)
        record(self.request, _("passkey toevoegen"), added)
        return answer


class OwnPasskey(AtTheDesk):
    """A passkey of whoever asks; that of somebody else is not there."""

    success_url = reverse_lazy("mfa_index")

    def get_queryset(self):
        return SecondFactor.objects.filter(user=self.request.user, type=Authenticator.Type.WEBAUTHN)


@method_decorator([never_cache, to_change], name="dispatch")
class Rename(OwnPasskey, EditWebAuthnView):
    """Give a passkey another name."""

    def form_valid(self, form):
        answer = super().form_valid(form)
        record(self.request, _("passkey een andere naam geven"), self.object)
        return answer


@method_decorator([never_cache, to_change], name="dispatch")
class Remove(OwnPasskey, RemoveWebAuthnView):
    """Take a passkey away, but never the last second factor."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "may_lose": second_factor.may_lose(self.object)}

    def form_valid(self, form):
        removed = object_reference(self.object)
        with transaction.atomic():
            get_user_model().objects.select_for_update().get(pk=self.request.user.pk)  # one at a time
            is_done = second_factor.may_lose(self.object)
            if is_done:
                second_factor.remove(self.object)
        record(self.request, _("passkey verwijderen"), removed, "ok" if is_done else "refused")
        return redirect(self.get_success_url() if is_done else self.request.path)
