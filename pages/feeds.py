"""The Atom feed of the news."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.licence import LICENCE_NAME
from core.markdown import render
from initiatives.exports.feeds import ReadableFeed

from .live import has_news
from .models import NewsItem

MAX_ITEMS = 20


class NewsFeed(Feed):
    """The newest messages of the editors."""

    feed_type = ReadableFeed
    title = gettext_lazy("Inspiratiemarkt: nieuws")
    subtitle = gettext_lazy("Berichten van de redactie")
    author_name = gettext_lazy("Redactie inspiratiemarkt")
    feed_copyright = LICENCE_NAME

    def __call__(self, request, *args, **kwargs):
        """The feed; raises Http404 when the site has no news."""
        if not has_news():
            raise Http404
        return super().__call__(request, *args, **kwargs)

    def link(self):
        return f"{settings.PORTAL_URL}{reverse('pages:news')}"

    def feed_url(self):
        return f"{settings.PORTAL_URL}{reverse('pages:news_feed')}"

    def items(self):
        return NewsItem.objects.published()[:MAX_ITEMS]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return render(item.text)

    def item_link(self, item):
        return settings.PORTAL_URL + item.get_absolute_url()

    def item_guid(self, item):
        return f"tag:inspiratiemarkt,2026:nieuws-{item.pk}"

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.date, time.min))

    def item_updateddate(self, item):
        return self.item_pubdate(item)
