"""Database constraints of an initiative, which hold whatever code writes it."""

from django.db import models
from django.db.models import CharField, F, Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from initiatives.choices import Evidence, InitiativeKind, InitiativeStatus, RubricAnswer

from .assessment import RUBRIC

SUMMARY_LENGTH = 300
BENCHMARK_PREFIX = "BENCH-"  # of the codes of generated initiatives, which no real installation may have
RESERVED_SLUGS = ["export", "feed", "keuze", "vergelijken"]  # below /initiatieven/


def within_year(date, year):
    """The condition that a partial date is in a year; both are names of fields."""
    bounds = {f"{date}__gte": Cast(year, CharField()), f"{date}__lt": Cast(F(year) + 1, CharField())}
    return Q(**{f"{year}__isnull": False}, **bounds)


CONSTRAINTS = [
    models.CheckConstraint(
        condition=LessThanOrEqual(Length("summary"), SUMMARY_LENGTH),
        name="initiative_summary_is_short",
        violation_error_message=_("De samenvatting is langer dan 300 tekens."),
    ),
    models.CheckConstraint(
        condition=Q(end_year__isnull=True) | Q(start_year__isnull=True) | Q(end_year__gte=F("start_year")),
        name="initiative_ends_after_start",
        violation_error_message=_("Het eindjaar ligt vóór het beginjaar."),
    ),
    models.CheckConstraint(
        condition=Q(end_date="") | within_year("end_date", "end_year"),
        name="initiative_end_date_is_in_end_year",
        violation_error_message=_("De einddatum ligt niet in het eindjaar."),
    ),
    models.CheckConstraint(
        condition=(Q(kind=InitiativeKind.FOREIGN) & ~Q(country="")) | (~Q(kind=InitiativeKind.FOREIGN) & Q(country="")),
        name="initiative_foreign_has_country",
        violation_error_message=_("Een buitenlands voorbeeld heeft een land; een ander initiatief niet."),
    ),
    models.CheckConstraint(
        condition=~Q(kind=InitiativeKind.PROPOSAL) | Q(status=InitiativeStatus.PROPOSED),
        name="initiative_proposal_is_proposed",
        violation_error_message=_("Een voorstel heeft de status ‘voorstel’."),
    ),
    models.CheckConstraint(
        condition=~Q(slug__in=RESERVED_SLUGS),
        name="initiative_slug_is_no_other_page",
        violation_error_message=_("Dit adres is van een andere pagina. Kies een ander adres."),
    ),
    models.CheckConstraint(
        condition=~Q(parent=F("id")),
        name="initiative_not_own_parent",
        violation_error_message=_("Een initiatief kan geen onderdeel van zichzelf zijn."),
    ),
    models.CheckConstraint(
        condition=Q(evidence=Evidence.NOT_ASSESSED)
        | Q(
            ~Q(assessment_reason=""),
            assessment_publication__isnull=False,
            assessed_on__isnull=False,
            **{f"{name}__in": RubricAnswer.values for name in RUBRIC},
        ),
        name="initiative_assessment_is_complete",
        violation_error_message=_("Een beoordeling heeft een bron, een reden, een dag en vijf antwoorden."),
    ),
]
