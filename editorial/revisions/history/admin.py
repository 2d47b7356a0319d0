"""The public history at the desk: to read, and for a chief editor to erase words that may not stay on the site."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.logged_admin import ReadOnlyAdmin

from .models import PublicChange


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnlyAdmin):
    """What changed for visitors, the newest first."""

    list_display = ["on", "kind", "initiative", "note"]
    fields = readonly_fields = ["on", "kind", "initiative", "note", "what"]
    list_filter = ["kind", "on"]
    list_select_related = ["initiative"]
    search_fields = ["initiative__title"]
    search_help_text = _("Zoek op de titel van het initiatief.")
    actions = ["erase"]
    list_per_page = 50

    @admin.display(description=_("verschillen"))
    def what(self, change):
        return "\n".join(f"{label}: {words}" for label, words in change.lines)

    def has_delete_permission(self, request, obj=None):
        """Who may delete an initiative: then its history goes with it."""
        return request.user.has_perm("initiatives.delete_initiative")

    def has_erase_permission(self, request):
        """Whether a user may erase what a change says."""
        return request.user.has_perm("revisions.erase_publicchange")

    @admin.action(description=_("Woorden wissen (de wijziging zelf blijft)"), permissions=["erase"])
    def erase(self, request, queryset):
        """Erase what the chosen changes say, such as the name of a person that should never have been there."""
        for change in queryset:
            self.log_change(request, change, str(_("Woorden gewist.")))
        total = queryset.update(note="", differences=[])
        text = ngettext("De woorden van %(n)d wijziging gewist.", "De woorden van %(n)d wijzigingen gewist.", total)
        self.message_user(request, text % {"n": total}, messages.SUCCESS)
