"""The app of accounts, roles and logging in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial.accounts"
    verbose_name = _("Redactie")
