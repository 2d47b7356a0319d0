"""The Atom feed of the public history; it takes the parameters of its page."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.http import bad_request_text
from core.licence import LICENCE_NAME
from core.page_cache import cached_with
from initiatives.exports.feeds import ReadableFeed

from .filters import HistoryForm
from .views import PARAMETERS

MAX_ITEMS = 50


@cached_with(*PARAMETERS)
class ChangeFeed(Feed):
    """The newest public changes, each said field by field; 400 with the reason when a parameter is wrong."""

    feed_type = ReadableFeed
    title = gettext_lazy("Inspiratiemarkt: wat er veranderde")
    author_name = gettext_lazy("Redactie inspiratiemarkt")
    feed_copyright = LICENCE_NAME

    def __call__(self, request, *args, **kwargs):
        request.form = HistoryForm(request.GET)
        if not request.form.is_valid():
            return bad_request_text(_("Deze feed bestaat niet."), request.form.errors)
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        return request

    def link(self, request):
        return settings.PORTAL_URL + reverse("history:list", query=request.GET)

    def feed_url(self, request):
        return settings.PORTAL_URL + reverse("history:feed", query=request.GET)

    def feed_guid(self, request):
        return self.feed_url(request)

    def items(self, request):
        return request.form.changes().for_pages()[:MAX_ITEMS]

    def item_title(self, change):
        title = change.initiative.title if change.is_on_site else _("Een voorbeeld")
        return f"{title}: {change.get_kind_display().lower()}"

    def item_description(self, change):
        if not change.is_on_site:
            return ""
        return " ".join(filter(None, [change.note, *(f"{label}: {words}." for label, words in change.lines)]))

    def item_link(self, change):
        path = change.initiative.get_absolute_url() if change.is_on_site else reverse("history:list")
        return settings.PORTAL_URL + path

    def item_guid(self, change):
        return f"tag:inspiratiemarkt,2026:wijziging-{change.pk}"

    def item_updateddate(self, change):
        return timezone.make_aware(datetime.combine(change.on, time.min))
