"""Verbs for municipalities."""

from django.db.models import Q, QuerySet


class MunicipalityQuerySet(QuerySet):
    """Municipalities have no drafts: they are public reference data of CBS."""

    def current(self):
        """Municipalities that still exist."""
        return self.filter(ended_on__isnull=True)

    def of_size(self, size):
        """Municipalities of a size class; one of unknown population has none."""
        lower, upper = size.bounds
        condition = Q(population__gte=lower)
        if upper is not None:
            condition &= Q(population__lt=upper)
        return self.filter(condition)
