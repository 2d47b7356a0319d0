"""Size classes of municipalities, by number of inhabitants."""

from django.db import models
from django.utils.translation import gettext_lazy as _

BOUNDS = {
    "tot-20000": (0, 20_000),
    "20000-50000": (20_000, 50_000),
    "50000-100000": (50_000, 100_000),
    "100000-250000": (100_000, 250_000),
    "vanaf-250000": (250_000, None),
}


class SizeClass(models.TextChoices):
    """A range of inhabitants; the lower bound is inclusive, the upper bound exclusive."""

    TINY = "tot-20000", _("tot 20.000 inwoners")
    SMALL = "20000-50000", _("20.000 tot 50.000 inwoners")
    MEDIUM = "50000-100000", _("50.000 tot 100.000 inwoners")
    LARGE = "100000-250000", _("100.000 tot 250.000 inwoners")
    METROPOLIS = "vanaf-250000", _("250.000 inwoners of meer")

    @property
    def bounds(self):
        """Lower (inclusive) and upper bound (exclusive) in inhabitants; None means no upper bound."""
        return BOUNDS[self.value]

    @classmethod
    def of(cls, population):
        """The class of a number of inhabitants; None when the number is not known."""
        if population is None:
            return None
        return next(size for size in reversed(cls) if population >= size.bounds[0])
