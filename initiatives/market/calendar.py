"""The programme of a market as a calendar (iCalendar, RFC 5545), to put in one's own."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event


def calendar_of(edition):
    """The calendar of a market.

    Args: edition, a published `MarketEdition`.
    Returns: bytes; an event for each item of the programme, or one for the whole day while there is none.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.PORTAL_URL}//inspiratiemarkt//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", edition.title)
    items = list(edition.programme_items.all())
    for number, item in enumerate(items, 1):
        event = _event(edition, number, item.title)
        event.add("dtstart", _moment(edition.date, item.starts_at))
        if item.ends_at:
            event.add("dtend", _moment(edition.date, item.ends_at))
        _add_texts(event, description=item.note, location=", ".join(filter(None, [item.place, edition.place])))
        calendar.add_component(event)
    if not items:
        event = _event(edition, 0, edition.title)
        event.add("dtstart", edition.date)
        event.add("dtend", edition.date + timedelta(days=1))
        _add_texts(event, description=edition.summary, location=edition.place)
        calendar.add_component(event)
    return calendar.to_ical()


def _event(edition, number, title):
    event = Event()
    event.add("uid", f"{edition.slug}-{number}@{settings.PORTAL_URL.partition('://')[2]}")
    event.add("dtstamp", edition.updated_at)
    event.add("summary", title)
    event.add("url", settings.PORTAL_URL + edition.get_absolute_url())
    return event


def _add_texts(event, **texts):
    for name, text in texts.items():
        if text:
            event.add(name, text)


def _moment(day, time):
    return timezone.make_aware(datetime.combine(day, time)).astimezone(UTC)
