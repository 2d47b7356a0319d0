"""The addresses of logging in, under the names that allauth knows; nobody signs up."""

from django.urls import path

from . import passkeys, views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("account/", views.account, name="mfa_index"),
    path("account/bevestigen/", views.Confirm.as_view(), name="account_reauthenticate"),
    path("account/code/", views.GiveCode.as_view(), name="mfa_authenticate"),
    path("account/tweede-stap/", views.Enrol.as_view(), name="mfa_activate_totp"),
    path("account/herstelcodes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("account/passkeys/nieuw/", passkeys.Add.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/naam/", passkeys.Rename.as_view(), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/verwijderen/", passkeys.Remove.as_view(), name="mfa_remove_webauthn"),
]
