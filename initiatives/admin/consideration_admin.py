"""Admin for considerations by municipalities, as visitors report them: reading and removing only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin
from initiatives.models import Consideration


@admin.register(Consideration)
class ConsiderationAdmin(DeskAdmin):
    """Admin for considerations as visitors report them; an editor removes what is not right."""

    list_display = readonly_fields = ["initiative", "municipality", "said_on"]
    list_select_related = ["initiative", "municipality"]
    search_fields = ["initiative__title", "municipality__name"]
    search_help_text = _("Zoek op initiatief of gemeente.")
    shows_usage = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
