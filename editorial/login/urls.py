"""The addresses of logging in, under the names that allauth knows; nobody signs up."""

from django.urls import path

from . import views

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("account/code/", views.GiveCode.as_view(), name="mfa_authenticate"),
    path("account/tweede-stap/", views.Enrol.as_view(), name="mfa_activate_totp"),
    path("account/herstelcodes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
]
