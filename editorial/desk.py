"""The admin site of the editors."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

ORDER = ["initiatives", "sources", "themes", "municipalities", "taggit", "auth"]


class EditorsDesk(AdminSite):
    """The Django admin with Dutch names; models register as usual."""

    site_title = _("Redactie inspiratiemarkt")
    site_header = _("Redactie inspiratiemarkt")
    index_title = _("Wat wilt u bijwerken?")
    enable_nav_sidebar = False  # a list needs the room for its columns

    def get_app_list(self, request, app_label=None):
        """The rooms of the portal, with what editors need most on top."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))
