"""The URLs of logging in, under the names that allauth expects; nobody signs up."""

from django.urls import path

from . import passkeys, views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("account/", views.account, name="mfa_index"),
    path("account/bevestigen/", views.ReauthenticationView.as_view(), name="account_reauthenticate"),
    path("account/code/", views.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("account/tweede-stap/", views.ActivateAppView.as_view(), name="mfa_activate_totp"),
    path("account/herstelcodes/", views.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("account/passkeys/nieuw/", passkeys.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/naam/", passkeys.RenamePasskeyView.as_view(), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/verwijderen/", passkeys.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
]
