"""The Atom feed of new and changed initiatives; it takes the finder's parameters."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.http import bad_request_text
from core.licence import LICENCE_NAME
from core.page_cache import cached_with
from core.text import map_texts, readable
from initiatives.finder.chips import chips
from initiatives.finder.filters import CACHED_PARAMETERS, InitiativeFilter
from initiatives.finder.results import records

from .csv_export import list_errors

MAX_ITEMS = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ReadableFeed(Atom1Feed):
    """An Atom feed that XML allows, whatever an old record holds."""

    def add_item(self, **item):
        super().add_item(**map_texts(readable, item))

    def latest_post_date(self):
        """Moment of the last change; without entries a fixed moment, not that of the request."""
        return super().latest_post_date() if self.items else NEVER


@cached_with(*CACHED_PARAMETERS)
class InitiativeFeed(Feed):
    """The newest changes in a selection; an id stays the same when an address changes.

    With `zoals` it has the initiatives of municipalities like the reader's.
    """

    feed_type = ReadableFeed
    subtitle = gettext_lazy("Lokale voorbeelden van migratiebeleid")
    author_name = gettext_lazy("Redactie inspiratiemarkt")
    feed_copyright = LICENCE_NAME

    def __call__(self, request, *args, **kwargs):
        """The feed, or 400 with the reason when a parameter is wrong."""
        filterset = InitiativeFilter(request.GET)
        if errors := filterset.errors | list_errors(request):
            return bad_request_text(_("Deze feed bestaat niet."), errors)
        request.selection, request.filterset = filterset.selection, filterset
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        return request

    def title(self, request):
        """Title of the feed, with the chosen filters: a reader who follows two themes must tell two feeds apart."""
        chosen = [chip.text for chip in chips(request, request.filterset)]
        return readable(", ".join([_("Inspiratiemarkt: nieuwe en gewijzigde initiatieven"), *chosen]))

    def link(self, request):
        return f"{settings.PORTAL_URL}{self._with_query(reverse('initiatives:list'), request)}"

    def feed_url(self, request):
        return f"{settings.PORTAL_URL}{self._with_query(reverse('initiatives:feed'), request)}"

    def feed_guid(self, request):
        return self.feed_url(request)

    def items(self, request):
        own_slug = request.selection.own_slug
        initiatives = records(request.selection.first(MAX_ITEMS, None if own_slug else "changed"), own_slug)
        if own_slug:
            initiatives.sort(key=lambda initiative: initiative.content_changed_on or date.min, reverse=True)
        return initiatives

    def item_title(self, initiative):
        return initiative.title

    def item_description(self, initiative):
        freshness = initiative.freshness
        sentences = [initiative.summary, f"({initiative.peer})" if initiative.peer else ""]
        sentences.append(_("Status: %(status)s.") % {"status": freshness.status_label})
        sentences.append(_("Stand: %(stand)s.") % {"stand": freshness.as_of_with_age})
        sentences += [f"{freshness.checked}."] if freshness.checked else []
        sentences += [contradiction.sentence for contradiction in freshness.contradictions]
        for day, text in initiative.dated_change_notes[:1]:
            sentences.append(_("Gewijzigd op %(day)s: %(text)s") % {"day": date_format(day, "j F Y"), "text": text})
        return " ".join(filter(None, sentences))

    def item_link(self, initiative):
        return settings.PORTAL_URL + initiative.get_absolute_url()

    def item_guid(self, initiative):
        return f"tag:inspiratiemarkt,2026:{initiative.code}"

    def item_updateddate(self, initiative):
        """The day on which its content changed; an entry without is not quite Atom, but a made-up day is not true."""
        day = initiative.content_changed_on
        return timezone.make_aware(datetime.combine(day, time.min)) if day else None

    def item_categories(self, initiative):
        return [initiative.public_theme.name] if initiative.public_theme else []

    def _with_query(self, path, request):
        query = request.GET.urlencode()
        return f"{path}?{query}" if query else path
