"""App configurations: the admin site of the editors, and third-party apps under Dutch names."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig
from django.utils.translation import gettext_lazy as _
from taggit.apps import TaggitAppConfig


class EditorialConfig(AppConfig):
    """Configuration of the app."""

    name = "editorial"
    verbose_name = _("Redactie")


class EditorsSiteConfig(AdminConfig):
    """The Django admin, with our own site object."""

    default_site = "editorial.site.EditorsSite"


class UsersConfig(AuthConfig):
    """Django's accounts, under a Dutch name."""

    verbose_name = _("Accounts en groepen")


class KeywordsConfig(TaggitAppConfig):
    """Taggit, under a Dutch name."""

    verbose_name = _("Trefwoorden")
