"""Carrying out a reorganisation of municipalities on its day, and what stands in the way of that."""

from collections import Counter, defaultdict
from functools import cached_property
from statistics import fmean

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.generation import content_change, expect_change_at
from core.refusals import Refused
from search import index
from search.analysis import fold

from .models import Municipality, MunicipalityName, Place, Reorganisation
from .models.reorganisation import ReorganisationState


class ReorganisationRefused(Refused):
    """A reorganisation that cannot be carried out."""


class Plan:
    """Plan for a saved reorganisation, with each part at the municipality that it goes to.

    new: the new municipalities by their code. parts: pieces, and then the municipalities that end.
    """

    def __init__(self, reorganisation):
        self.reorganisation = reorganisation
        self.new = {new.code: new for new in reorganisation.new_municipalities.select_related("province")}
        parts = reorganisation.parts.select_related("origin").prefetch_related("places").order_by("ends", "pk")
        self.parts = list(parts)
        self.pieces = [part for part in self.parts if not part.ends]
        self.ending = [part for part in self.parts if part.ends]

    @cached_property
    def codes(self):
        """The CBS code of each destination, by the text that an editor typed; of one that is not known, none."""
        current = Municipality.objects.current().values_list("code", "name", "official_name")
        rows = [*current, *((new.code, new.name, new.official_name or new.name) for new in self.new.values())]
        codes = {fold(text): code for code, *names in rows for text in (code, *names)}
        texts = {part.destination for part in self.parts}
        return {text: codes[fold(text)] for text in texts if fold(text) in codes}

    @property
    def affected_codes(self):
        """The codes of all municipalities that change."""
        return {*self.codes.values(), *(part.origin.code for part in self.parts)}

    def remaining(self, origin):
        """Number of inhabitants of a municipality who are in none of its pieces."""
        return origin.population - sum(part.population or 0 for part in self.pieces if part.origin == origin)

    def problems(self):
        """Return the errors that prevent carrying it out: a list of sentences, empty when it can."""
        if not self.parts:
            return [_("Vul minstens één deel in: welke gemeente gaat waarheen?")]
        return [*self._wrong_new(), *self._wrong_destinations(), *self._wrong_origins(), *self._wrong_numbers()]

    def _wrong_new(self):
        for new in self.new.values():
            same = Municipality.objects.filter(Q(code=new.code) | Q(name=new.name)).first()
            if same:
                text = _(
                    "‘%(new)s’ (%(code)s) is er al: %(same)s. Kies de bestaande gemeente, of een andere naam of code."
                )
                yield text % {"new": new, "code": new.code, "same": f"{same} ({same.code})"}
            elif new.code not in self.codes.values():
                yield _("Geen deel gaat naar de nieuwe gemeente ‘%(new)s’.") % {"new": new}

    def _wrong_destinations(self):
        for part in self.parts:
            if part.destination not in self.codes:
                yield _("‘%(name)s’ is geen gemeente van nu, en geen nieuwe gemeente hierboven.") % {
                    "name": part.destination
                }
            elif self.codes[part.destination] == part.origin.code:
                yield _("%(name)s gaat naar zichzelf.") % {"name": part.origin}
            elif self.codes[part.destination] in {ending.origin.code for ending in self.ending}:
                text = _("%(name)s wordt zelf opgeheven, en kan dus geen deel van %(origin)s krijgen.")
                yield text % {"name": part.destination, "origin": part.origin}

    def _wrong_origins(self):
        ends = Counter(part.origin for part in self.ending)
        yield from (
            _("%(name)s kan maar in één gemeente opgaan. Zet de andere rijen als een deel.") % {"name": origin}
            for origin, times in ends.items()
            if times > 1
        )
        for part in self.parts:
            if part.origin.ended_on:
                yield _("%(name)s bestaat niet meer.") % {"name": part.origin}
            if part.ends and (part.population is not None or part.places.all()):
                text = _("Laat inwoners en plaatsen leeg bij %(name)s: wat overblijft, gaat vanzelf mee.")
                yield text % {"name": part.origin}
            for place in part.places.all():
                if place.municipality_id != part.origin_id:
                    yield _("%(place)s ligt niet in %(name)s.") % {"place": place, "name": part.origin}

    def _wrong_numbers(self):
        for part in self.pieces:
            if not part.population:
                yield _("Vul in hoeveel mensen er wonen in het deel van %(name)s.") % {"name": part.origin}
        existing = Municipality.objects.filter(code__in=self.codes.values())
        involved = {*(part.origin for part in self.parts), *existing}
        if unknown := [municipality for municipality in involved if municipality.population is None]:
            text = _("Van %(name)s is niet bekend hoeveel mensen er wonen. Vul dat eerst in.")
            yield from (text % {"name": municipality} for municipality in unknown)
            return
        for origin in {part.origin for part in self.parts}:
            if self.remaining(origin) < 0:
                yield _("In de delen van %(name)s wonen meer mensen dan in de hele gemeente.") % {"name": origin}


def date_problems(reorganisation):
    """Return the error that its day is too early to confirm it: a list of sentences."""
    if reorganisation.takes_effect_on <= timezone.localdate():
        return [_("Deze dag is al geweest of is vandaag. Kies een latere dag.")]
    return []


def confirm(reorganisation, user):
    """Let it happen on its day; raises ReorganisationRefused, also for whoever prepared it."""
    with content_change():
        reorganisation.refresh_from_db()
        if not reorganisation.is_planned:
            raise ReorganisationRefused(_("Deze herindeling is niet meer in voorbereiding."))
        if settings.FOUR_EYES and reorganisation.planned_by == user:
            raise ReorganisationRefused(_("U bereidde dit zelf voor. Laat een collega het bevestigen."))
        if reasons := [*date_problems(reorganisation), *Plan(reorganisation).problems()]:
            raise ReorganisationRefused(*reasons)
        _move_to(reorganisation, ReorganisationState.CONFIRMED, confirmed_by=user, refusal="")
        expect_change_at(reorganisation.moment)


def withdraw(reorganisation):
    """Call it off; raises ReorganisationRefused when its day has come."""
    with content_change():
        reorganisation.refresh_from_db()
        if not (reorganisation.is_planned or reorganisation.is_confirmed):
            raise ReorganisationRefused(_("Deze herindeling is al ingegaan of ingetrokken."))
        _move_to(reorganisation, ReorganisationState.CANCELLED)


def reopen(reorganisation):
    """Make it a plan again, to change it; the next confirmation is of another person than whoever changes it."""
    with content_change():
        reorganisation.refresh_from_db()
        if not reorganisation.is_confirmed:
            raise ReorganisationRefused(_("Alleen een bevestigde herindeling kan terug naar de voorbereiding."))
        _move_to(reorganisation, ReorganisationState.PLANNED, confirmed_by=None)


def finish(reorganisation):
    """Carry out one of which the day has come, wholly; what cannot be done goes back to its maker, with the reasons.

    Returns: whether it was carried out.
    """
    with content_change():
        if reasons := Plan(reorganisation).problems():
            _move_to(reorganisation, ReorganisationState.PLANNED, confirmed_by=None, refusal=" ".join(reasons))
            return False
        carry_out(reorganisation)
        _move_to(reorganisation, ReorganisationState.DONE)
        return True


def carry_out(reorganisation):
    """Write what a reorganisation without problems changes; within a change of the content."""
    plan = Plan(reorganisation)
    destinations = {**_existing(plan), **{code: _create(new) for code, new in plan.new.items()}}
    arriving, years = Counter(), defaultdict(set)
    for part in plan.parts:
        code = plan.codes[part.destination]
        arriving[code] += plan.remaining(part.origin) if part.ends else part.population
        years[code].add(part.origin.population_year)
    for part in plan.pieces:
        _move_piece(part, destinations[plan.codes[part.destination]])
    for part in plan.ending:
        _end(part.origin, destinations[plan.codes[part.destination]], reorganisation)
    for code, municipality in destinations.items():
        _grow(municipality, arriving[code], max(years[code]))
    _index(plan.affected_codes)


def _move_to(reorganisation, state, **values):
    for name, value in {"state": state, **values}.items():
        setattr(reorganisation, name, value)
    reorganisation.save()


def _existing(plan):
    return {record.code: record for record in Municipality.objects.filter(code__in=plan.codes.values())}


def _create(new):
    slug = slugify(new.name)
    taken = not slug or Municipality.objects.filter(slug=slug).exists()
    return Municipality.objects.create(
        code=new.code,
        slug=f"{slug}-{new.code.lower()}".strip("-") if taken else slug,
        name=new.name,
        official_name=new.official_name or new.name,
        province=new.province,
    )


def _move_piece(part, destination):
    """Move a part of a municipality that goes on, or of which the rest goes elsewhere."""
    places = list(part.places.all())
    Municipality.objects.filter(pk=part.origin_id).update(population=F("population") - part.population)
    _move_places(places, destination)
    if destination.latitude is None and places:
        destination.latitude = fmean(place.latitude for place in places)
        destination.longitude = fmean(place.longitude for place in places)


def _end(origin, destination, reorganisation):
    """Let a municipality end in another, which is found by its names from then on."""
    names = {origin.official_name: None, **{name.name: name for name in origin.other_names.all()}}
    _add_name(destination, origin.name, reorganisation.takes_effect_on.year, reorganisation.publication)
    for name, earlier in names.items():
        _add_name(destination, name, *([earlier.merged_year, earlier.publication] if earlier else [None, None]))
    _move_places(list(origin.places.all()), destination)
    Municipality.objects.filter(pk=origin.pk).update(
        ended_on=reorganisation.takes_effect_on, successor=destination, population=origin.population
    )


def _add_name(municipality, name, year, publication):
    if name != municipality.name:
        values = {"merged_year": year, "publication": publication}
        MunicipalityName.objects.get_or_create(municipality=municipality, name=name, defaults=values)


def _move_places(places, destination):
    """Move villages; one of a name that the destination has already stays, and is found by that."""
    names = {*destination.places.values_list("name", flat=True)}
    Place.objects.filter(pk__in=[place.pk for place in places if place.name not in names]).update(
        municipality=destination
    )


def _grow(municipality, arriving, year):
    """Add the inhabitants who came; a new municipality has none before."""
    stored = Municipality.objects.get(pk=municipality.pk)
    municipality.population = (stored.population or 0) + arriving
    municipality.population_year = stored.population_year or year
    municipality.save()


def _index(codes):
    """Index the municipalities that changed, and the initiatives that are found by the names of these."""
    municipalities = Municipality.objects.filter(code__in=codes).with_predecessors()
    index.update(municipalities)
    initiatives = Municipality._meta.get_field("initiatives").related_model.objects
    index.update(initiatives.filter(pk__in=municipalities.values("initiatives")))


def next_moment():
    """Return the moment of the next confirmed reorganisation; None when there is none."""
    upcoming = Reorganisation.objects.confirmed().first()
    return upcoming and upcoming.moment
