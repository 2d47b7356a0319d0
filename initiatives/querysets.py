"""Verbs for initiatives."""

from collections import Counter

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from initiatives import search
from sources import partial_dates
from sources.models import Publication
from sources.records import RecordQuerySet, State
from themes.models import Framework, Statement

LONG_TEXTS = [
    "status_reason",
    "situation",
    "approach",
    "support",
    "lessons",
    "conditions",
    "cost_note",
    "internal_note",
    "search_text",
]


class InitiativeQuerySet(RecordQuerySet):
    """Initiatives; every public read starts with `published()`."""

    def matching(self, query, labels=None):
        """Those in which every word of a query occurs, or a synonym of it from the thesaurus."""
        return self.filter(search.matching(query, labels))

    def about(self, theme):
        """Those with a theme, or with one of its sub-themes."""
        links = self.model.themes.through.objects.filter(initiative=OuterRef("pk"))
        return self.filter(Exists(links.filter(Q(theme=theme) | Q(theme__parent=theme))))

    def count_by_main_theme(self):
        """How many there are about each main theme, sub-themes included: a Counter by primary key."""
        links = self.model.themes.through.objects.filter(initiative__in=self, theme__state=State.PUBLISHED)
        main = Coalesce("theme__parent", "theme")
        return Counter(dict(links.values_list(main).annotate(Count("initiative", distinct=True))))

    def citing(self, publication):
        """Those that name a publication as a source."""
        return self.filter(pk__in=publication.citations.values("initiative"))

    def with_partner(self, organisation):
        """Those in which an organisation takes part."""
        return self.filter(pk__in=organisation.partnerships.values("initiative"))

    def near(self, initiative):
        """Those that belong with one initiative: what it names, what names it, its parts and its whole."""
        mine = Q(pk__in=initiative.related.values("pk")) | Q(parent=initiative)
        return self.filter(mine | Q(pk=initiative.parent_id)).exclude(pk=initiative.pk)

    def for_cards(self):
        """With all that a card shows, and without the long texts; the only place that prefetches for lists."""
        rules = Framework.objects.published()
        leaning = self.model.frameworks.through.objects.filter(initiative=OuterRef("pk"))
        return (
            self.defer(*LONG_TEXTS)
            .select_related("main_theme", "unnamed_province")
            .prefetch_related("municipalities")
            .annotate(
                leans_on_ended_rule=Exists(leaning.filter(framework__in=rules.ended())),
                leans_on_ending_rule=Exists(leaning.filter(framework__in=rules.ending())),
            )
        )

    def for_page(self):
        """With all that the page of one initiative shows, as far as that is published itself."""
        public = Publication.objects.published()

        def sourced(name, *more):
            parts = self._model_of(name).objects.filter(publication__in=public)
            return Prefetch(name, parts.select_related("publication", *more))

        return self.select_related("main_theme", "unnamed_province").prefetch_related(
            "municipalities",
            sourced("results"),
            sourced("citations"),
            sourced("status_history"),
            sourced("adoptions", "municipality"),
            Prefetch("frameworks", Framework.objects.published()),
            Prefetch("statements", Statement.objects.published().select_related("municipality", "organisation")),
            Prefetch("partners", self._model_of("partners").objects.select_related("organisation")),
        )

    def newest(self):
        """Those checked last come first; then those with the newest as-of date."""
        as_of_end = Concat("as_of", Value(partial_dates.LAST))
        return self.order_by(F("checked_on").desc(nulls_last=True), as_of_end.desc(), "title", "pk")

    def by_title(self):
        """In alphabetical order."""
        return self.order_by("title", "pk")

    def by_municipality(self):
        """In the order of their (first) municipality; those without one come last."""
        named = self.model.objects.filter(pk=OuterRef("pk")).values("pk").order_by()
        first = named.annotate(first=Min("municipalities__name")).values("first")
        return self.order_by(Subquery(first).asc(nulls_last=True), "title", "pk")

    def by_start(self):
        """Those that began last come first; those of unknown age come last."""
        return self.order_by(F("start_year").desc(nulls_last=True), "title", "pk")

    def _model_of(self, relation):
        return self.model._meta.get_field(relation).related_model
