"""Accounts and groups in the admin, for administrators."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from core.admin_base import AutocompleteRelations
from core.logged_admin import LoggedAdmin

from .models import MunicipalityAccess
from .notifications import notify_administrators
from .second_factor_admin import ResetSecondFactorAction

HELP_TEXTS = {
    "first_name": _("De voornaam. Alleen de redactie ziet die."),
    "last_name": _("De achternaam. Alleen de redactie ziet die."),
    "email": _("Het adres van deze persoon. Elke persoon heeft één account."),
    "name": _("Zoals de groep in deze lijst staat."),
    "permissions": _("Wat leden van deze groep mogen."),
}


class HelpTextMixin:
    """Adds a help text to the fields of Django's own forms."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP_TEXTS and not field.help_text:
            field.help_text = HELP_TEXTS[db_field.name]
        return field


class NotifyingAdmin(LoggedAdmin):
    """Mails the administrators about each change that it records."""

    def audit(self, records, flag):
        entries = super().audit(records, flag)
        for entry in entries:
            notify_administrators(entry)
        return entries


class MunicipalityAccessInline(AutocompleteRelations, admin.TabularInline):
    """The municipalities that an account writes drafts for."""

    model = MunicipalityAccess
    extra = 0


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(HelpTextMixin, NotifyingAdmin, UserAdmin):
    """One account for each person; what they may do comes from their group."""

    filter_horizontal = []
    autocomplete_fields = ["groups"]
    list_display = ["username", "email", "first_name", "last_name", "roles", "last_login", "is_active"]
    list_filter = ["groups", "is_active", "last_login"]
    search_help_text = _("Zoek op naam of mailadres.")
    inlines = [MunicipalityAccessInline]
    add_form = UserCreationForm  # every account here has a password
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["username", "password1", "password2"]})]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Persoon"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Rechten"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Laatst gezien"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["reset_second_factor"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groepen"))
    def roles(self, user):
        """The groups of an account; superusers may do everything."""
        groups = [group.name for group in user.groups.all()]
        return ", ".join([*groups, *([str(_("superuser"))] if user.is_superuser else [])])

    def get_readonly_fields(self, request, obj=None):
        readonly = [] if request.user.is_superuser else ["is_superuser"]
        return [*super().get_readonly_fields(request, obj), *readonly]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_change_account(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_change_account(request, obj)

    @admin.action(description=_("Tweede stap verwijderen"), permissions=["change"])
    def reset_second_factor(self, request, queryset):
        """Remove the second factors of those who lost them."""
        return ResetSecondFactorAction(self, request).respond(queryset)

    def user_change_password(self, request, id, form_url=""):
        self.admin_site.name_action(_("wachtwoord wijzigen"))
        return super().user_change_password(request, id, form_url)

    def _may_change_account(self, request, obj):
        return obj is None or request.user.is_superuser or not obj.is_superuser


@admin.register(Group)
class RoleAdmin(HelpTextMixin, NotifyingAdmin, GroupAdmin):
    """Groups of accounts with the same permissions; only superusers change those."""

    filter_horizontal = []
