"""The admin site of the editors."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class EditorsDesk(AdminSite):
    """The Django admin with Dutch names; models register as usual."""

    site_title = _("Redactie inspiratiemarkt")
    site_header = _("Redactie inspiratiemarkt")
    index_title = _("Wat wilt u bijwerken?")
