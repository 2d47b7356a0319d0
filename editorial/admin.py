"""Accounts and groups, for superusers only."""

from importlib import import_module

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

HELP = {
    "first_name": _("De voornaam. Alleen de redactie ziet die."),
    "last_name": _("De achternaam. Alleen de redactie ziet die."),
    "email": _("Het adres van deze persoon. Elke persoon heeft één account."),
    "name": _("Zoals de groep in deze lijst staat."),
    "permissions": _("Wat leden van deze groep mogen."),
}


class SuperusersOnly:
    """Nobody but a superuser sees or changes this."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in HELP and not field.help_text:
            field.help_text = HELP[db_field.name]
        return field

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        return request.user.is_superuser


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(SuperusersOnly, UserAdmin):
    """One account for each person; what they may do comes from their group."""

    filter_horizontal = []
    autocomplete_fields = ["groups"]
    list_display = ["username", "email", "first_name", "last_name", "is_active", "is_staff", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Persoon"), {"fields": ["first_name", "last_name", "email"]}),
        (_("Rechten"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Laatst gezien"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]


@admin.register(Group)
class RoleAdmin(SuperusersOnly, GroupAdmin):
    """Groups of accounts that may do the same."""

    filter_horizontal = []


for part in ("contributing", "freshness", "importing", "login", "versions"):
    import_module(f"editorial.{part}.admin")  # registers
