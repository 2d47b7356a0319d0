"""The second factors, for superusers only: to take one away from somebody who lost it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin

from . import second_factor
from .models import SecondFactor

admin.site.unregister([EmailAddress, Authenticator])


@admin.register(SecondFactor)
class SecondFactorAdmin(admin.ModelAdmin):
    """Never shows the secret itself."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]
    search_fields = ["user__username"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(type=Authenticator.Type.TOTP)

    def delete_model(self, request, obj):
        second_factor.forget(obj.user)

    def delete_queryset(self, request, queryset):
        for factor in queryset:
            second_factor.forget(factor.user)

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
