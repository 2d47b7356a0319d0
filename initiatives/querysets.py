"""The queryset of initiatives."""

from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.records import RecordQuerySet, State
from initiatives.choices import InitiativeKind, InitiativeStatus
from initiatives.freshness import ONGOING
from initiatives.prose import LONG_TEXTS
from municipalities.models import Municipality
from sources.models import Publication
from themes.models import Framework, Statement

HAS_AMOUNT_IN_NOTE = ExpressionWrapper(Q(cost_note__contains="€"), BooleanField())


def ended_rules():
    """The published frameworks that no longer hold."""
    return Framework.objects.published().ended()


def dead_sources():
    """The published publications that a visitor cannot open any more."""
    return Publication.objects.published().filter(link_state=Publication.LinkState.BROKEN)


class InitiativeQuerySet(RecordQuerySet):
    """Initiatives; every public read starts with `published()`."""

    def gone(self):
        """Withdrawn and expired initiatives."""
        return super().gone() | self.expired()

    def expired(self):
        """Initiatives of which `offline_at` has passed, and that nobody withdrew yet."""
        return self.filter(state=State.PUBLISHED, offline_at__lte=timezone.now())

    def about(self, theme):
        """Initiatives with a theme, or with one of its sub-themes."""
        links = self.model.themes.through.objects.filter(initiative=OuterRef("pk"))
        return self.filter(Exists(links.filter(Q(theme=theme) | Q(theme__parent=theme))))

    def citing(self, publication):
        """Initiatives that have a publication as a source: of the whole, of a part, or of their evidence level."""
        parts = [publication.citations, publication.results, publication.adoptions, publication.status_entries]
        is_source_of_part = reduce(or_, (Q(pk__in=part.values("initiative")) for part in parts))
        return self.filter(is_source_of_part | Q(assessment_publication=publication))

    def with_partner(self, organisation):
        """Initiatives with an organisation as a partner."""
        return self.filter(pk__in=organisation.partnerships.values("initiative"))

    def near(self, initiative):
        """Initiatives related to one in either direction, its parts and its whole."""
        related = Q(pk__in=initiative.related.values("pk"))
        family = Q(parent=initiative) | Q(pk=initiative.parent_id)
        return self.filter(related | family).exclude(pk=initiative.pk)

    def in_practice(self):
        """Initiatives in practice: all but proposals and those in preparation or stopped."""
        not_there = [InitiativeStatus.PREPARING, InitiativeStatus.STOPPED]
        return self.exclude(kind=InitiativeKind.PROPOSAL).exclude(status__in=not_there)

    def for_cards(self):
        """With what a list shows, and without the long texts; cards of the finder are read by `finder/card_rows.py`."""
        links = self.model.frameworks.through.objects.filter(initiative=OuterRef("pk"))
        on_ending_rule = Exists(links.filter(framework__in=Framework.objects.published().ending()))
        return (
            self.with_freshness()
            .defer(*LONG_TEXTS)
            .select_related("main_theme", "unnamed_province")
            .prefetch_related("municipalities")
            .annotate(has_amount_in_note=HAS_AMOUNT_IN_NOTE, leans_on_ending_rule=on_ending_rule)
        )

    def with_freshness(self):
        """With the name of a rule that ended and of a source that is gone, for their `freshness`, or "" without one."""
        rules = ended_rules().filter(initiatives=OuterRef("pk")).order_by("code")
        sources = dead_sources().filter(citations__initiative=OuterRef("pk")).order_by("code")
        return self.annotate(
            ended_rule=Coalesce(Subquery(rules.values("name")[:1]), Value("")),
            dead_source=Coalesce(Subquery(sources.values("title")[:1]), Value("")),
        )

    def with_ended_rule(self):
        """Ongoing initiatives that are related to a rule that ended."""
        return self.filter(status__in=sorted(ONGOING), pk__in=ended_rules().values("initiatives"))

    def with_dead_source(self):
        """Initiatives that cite a source that cannot be opened."""
        return self.filter(pk__in=dead_sources().values("citations__initiative"))

    def for_comparing(self):
        """With the relations that initiatives are compared on, as far as these are published themselves."""
        rules = Framework.objects.published().with_source()
        return (
            self.with_freshness()
            .annotate(has_amount_in_note=HAS_AMOUNT_IN_NOTE)
            .select_related("main_theme", "unnamed_province", "assessment_publication")
            .prefetch_related(
                Prefetch("municipalities", Municipality.objects.select_related("province")),
                self._sourced("results"),
                self._sourced("citations"),
                Prefetch("frameworks", rules),
                Prefetch("later_frameworks", rules),
                Prefetch("partners", self._model_of("partners").objects.select_related("organisation")),
            )
        )

    def for_page(self):
        """With all that the page of one initiative shows, as far as that is published itself."""
        return self.for_comparing().prefetch_related(
            self._sourced("status_history"),
            self._sourced("adoptions", "municipality", "local_initiative"),
            Prefetch("statements", Statement.objects.published().select_related("municipality", "organisation")),
        )

    def for_export(self):
        """With its own public fields; `exports/csv_export.py` reads the relations in batches."""
        related = ["main_theme", "unnamed_province", "assessment_publication"]
        return self.with_freshness().defer("internal_note").select_related(*related)

    def by_title(self):
        """Order by title."""
        return self.order_by("title", "pk")

    def in_order(self, keys):
        """Return the initiatives with some primary keys, as a list in that order; missing ones are left out."""
        by_key = self.in_bulk(keys)
        return [by_key[key] for key in keys if key in by_key]

    def _sourced(self, relation, *related):
        """A prefetch of the records of a relation of which the source is published, with what they are related to."""
        sourced = self._of_published_source(relation)
        return Prefetch(relation, sourced.queryset.select_related("publication", *related))

    def _of_published_source(self, relation):
        """A prefetch of the records of a relation of which the source is published."""
        records = self._model_of(relation).objects.filter(publication__in=Publication.objects.published())
        return Prefetch(relation, records)

    def _model_of(self, relation):
        return self.model._meta.get_field(relation).related_model
