"""The public history at the desk: what it notes of bundles and sources, and where a chief editor erases its words."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.logged_admin import ReadOnlyAdmin
from initiatives.admin.bundle_admin import BundleAdmin
from initiatives.models import Bundle
from sources.admin import PublicationAdmin
from sources.models import Publication

from .links import record_links, shown_links
from .models import PublicChange


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnlyAdmin):
    """Admin for public changes, the newest first."""

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
        """Whether the user may delete initiatives: the history of one is deleted with it."""
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


class LinksInHistory:
    """Notes in the public history which examples visitors see with a record since, and which no longer."""

    def save_model(self, request, obj, form, change):
        self._remember_shown_links(obj)
        super().save_model(request, obj, form, change)

    def save_state(self, request, record, text):
        self._remember_shown_links(record)
        super().save_state(request, record, text)

    def delete_model(self, request, obj):
        self._remember_shown_links(obj)
        super().delete_model(request, obj)
        record_links(obj, obj.shown_before)

    def after_change(self, request, obj, dependents_before=()):
        super().after_change(request, obj, dependents_before)
        if hasattr(obj, "shown_before"):
            record_links(obj, obj.shown_before)

    def _remember_shown_links(self, obj):
        obj.shown_before = shown_links(self.model, [obj.pk])[obj.pk] if obj.pk else set()


@admin.register(Bundle)
class BundleInHistoryAdmin(LinksInHistory, BundleAdmin):
    """Bundles, of which the examples say that they are in it."""


@admin.register(Publication)
class PublicationInHistoryAdmin(LinksInHistory, PublicationAdmin):
    """Publications, of which the examples say that they are their source."""
