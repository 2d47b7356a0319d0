"""Municipalities that consider an initiative too: a signal that nobody checked, shown when there are a few."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.dates import months_after
from core.generation import content_change
from core.memo import Memo
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality
from search.analysis import fold

from .models import Adoption, Consideration, Initiative

MIN_SHOWN = 3  # fewer would point at one municipality, and none could find another
VALID_MONTHS = 12


def oldest_day(now):
    """The first day that still counts; now, an aware datetime."""
    return months_after(timezone.localdate(now), -VALID_MONTHS)


def considering(key):
    """The municipalities that consider a published initiative, by its primary key: `Place`s, none when they are few."""
    return _shown.get().get(key, [])


def refusal(initiative, place):
    """Return the reason that a municipality cannot consider an initiative, as a sentence; "" when it can."""
    keys = gazetteer().keys_within(place.slug)
    if initiative.municipalities.filter(pk__in=keys).exists():
        return _("%(name)s doet dit al. U kunt hier alleen een andere gemeente noemen.") % {"name": place.name}
    if Adoption.objects.public().filter(initiative=initiative, municipality__in=keys).exists():
        return _("%(name)s nam dit al over. Dat staat op de pagina van het voorbeeld.") % {"name": place.name}
    return ""


def note_consideration(initiative, place):
    """Note that a municipality (a `Place`) considers an initiative: once, however often it is said.

    The content only changes when visitors see something else by it, for that empties the caches.
    """
    slugs = {other.slug for other in _read(initiative=initiative).get(initiative.pk, [])}
    is_shown = place.slug not in slugs and len(slugs) + 1 >= MIN_SHOWN
    with content_change() if is_shown else transaction.atomic():
        Consideration.objects.update_or_create(
            initiative=initiative,
            municipality=Municipality.objects.get(slug=place.slug),
            defaults={"said_on": timezone.localdate()},
        )


def _read(**conditions):
    """The current municipalities that consider each initiative: a dict from primary key to `Place`s, by name."""
    places, slugs = gazetteer().places, gazetteer().slugs
    recent = Consideration.objects.filter(said_on__gte=oldest_day(timezone.now()), **conditions).order_by()
    slugs_by_initiative = defaultdict(set)
    for key, municipality in recent.values_list("initiative", "municipality"):
        slugs_by_initiative[key].add(places[slugs[municipality]].current_slug)
    doing = _doing(slugs_by_initiative) if slugs_by_initiative else {}
    named = {
        key: [places[slug] for slug in considering - doing.get(key, set())]
        for key, considering in slugs_by_initiative.items()
    }
    return {key: sorted(places_of_key, key=lambda place: fold(place.name)) for key, places_of_key in named.items()}


def _doing(keys):
    """The current municipalities that do each initiative, or took it over: a dict from primary key to their slugs."""
    places, slugs = gazetteer().places, gazetteer().slugs
    own = Initiative.municipalities.through.objects.filter(initiative__in=keys)
    adopted = Adoption.objects.public().filter(initiative__in=keys).order_by()
    doing = defaultdict(set)
    for rows in (own, adopted):
        for key, municipality in rows.values_list("initiative", "municipality"):
            doing[key].add(places[slugs[municipality]].current_slug)
    return doing


_shown = Memo(
    lambda _generation, _previous: {key: places for key, places in _read().items() if len(places) >= MIN_SHOWN},
    daily=True,
)
