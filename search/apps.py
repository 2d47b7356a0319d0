"""The app of the search."""

from django.apps import AppConfig
from django.core import checks
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Configuration of the app."""

    name = "search"
    verbose_name = _("Zoeken")

    def ready(self):
        """Let every app register its documents, in its `documents.py`; and the check of their index."""
        from .checks import check_index  # needs the models

        autodiscover_modules("documents")
        checks.register(check_index, checks.Tags.database)
