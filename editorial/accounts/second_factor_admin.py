"""The second factors in the admin, where superusers remove one that somebody lost."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.confirmed_actions import ConfirmedAction
from core.logged_admin import LoggedAdmin

from . import second_factor
from .models import KINDS, SecondFactor
from .notifications import notify_of_reset

admin.site.unregister([EmailAddress, Authenticator])
COLUMNS = ["account", "kind", "name", "added", "used"]


class ResetSecondFactorAction(ConfirmedAction):
    """Removes the second factor that somebody lost: at the next login they set up a new one."""

    name, title = "reset_second_factor", _("Wilt u de tweede stap van deze accounts verwijderen?")
    button = _("Tweede stap verwijderen")
    consequence = _(
        "De app, de passkeys en de herstelcodes werken dan niet meer. Wie inlogt, stelt de tweede stap opnieuw in. "
        "Controleer eerst of het echt die persoon is, bijvoorbeeld door te bellen. De persoon krijgt er een mail over."
    )
    success_message = ngettext_lazy(
        "Tweede stap van %(n)d account verwijderd.", "Tweede stap van %(n)d accounts verwijderd.", "n"
    )

    def refusals(self, record, cleaned_data):
        if record == self.request.user:
            return [_("Uw eigen tweede stap verandert u bij ‘Uw account’.")]
        return [] if second_factor.is_enrolled(record) else [_("Dit account heeft geen tweede stap.")]

    def perform(self, record, cleaned_data):
        second_factor.remove_all(record)
        self.model_admin.log_change(self.request, record, str(_("Tweede stap verwijderd.")))
        notify_of_reset(record)


@admin.register(SecondFactor)
class SecondFactorAdmin(LoggedAdmin):
    """Lists the second factors, and never shows the secret itself."""

    list_display = fields = readonly_fields = COLUMNS
    list_select_related = ["user"]
    ordering = ["user__username", "created_at"]
    search_fields = ["user__username"]
    search_help_text = _("Zoek op gebruikersnaam.")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(type__in=second_factor.KINDS)

    @admin.display(description=_("account"), ordering="user__username")
    def account(self, factor):
        return factor.user

    @admin.display(description=_("soort"), ordering="type")
    def kind(self, factor):
        return KINDS[factor.type]

    @admin.display(description=_("naam"), empty_value="-")
    def name(self, factor):
        return factor.name or None

    @admin.display(description=_("toegevoegd"), ordering="created_at")
    def added(self, factor):
        return _format_time(factor.created_at)

    @admin.display(description=_("laatst gebruikt"), ordering="last_used_at")
    def used(self, factor):
        return factor.last_used_at and _format_time(factor.last_used_at)

    def delete_model(self, request, obj):
        second_factor.remove(obj)

    def delete_queryset(self, request, queryset):
        for factor in queryset:
            second_factor.remove(factor)

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def _format_time(time):
    return date_format(localtime(time), "DATETIME_FORMAT")
