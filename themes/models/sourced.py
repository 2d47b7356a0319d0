"""Queryset shared by records that rest on one publication."""

from core.records import RecordQuerySet


class SourcedQuerySet(RecordQuerySet):
    """The queryset of records that rest on one publication."""

    def published(self):
        """Only what is published and rests on a published source: the only door."""
        return super().published().filter(publication__state="published").select_related("publication")
