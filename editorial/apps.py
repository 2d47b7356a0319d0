"""The editors' desk: the admin under its own name."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig
from django.utils.translation import gettext_lazy as _
from taggit.apps import TaggitAppConfig


class EditorialConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial"
    verbose_name = _("Redactie")

    def ready(self):
        """Register the check of the database."""
        import_module("editorial.checks")


class EditorsDeskConfig(AdminConfig):
    """The Django admin, with our own site object."""

    default_site = "editorial.desk.EditorsDesk"


class AccountsConfig(AuthConfig):
    """Django's accounts, under a name that says what they are."""

    verbose_name = _("Accounts en groepen")


class KeywordsConfig(TaggitAppConfig):
    """Taggit, under a Dutch name."""

    verbose_name = _("Trefwoorden")
