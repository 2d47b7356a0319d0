"""Whether the search index belongs to what is published."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.monitoring.health import OK, WARN, Finding, HealthCheck

from . import stamp


def search_index():
    """Whether the index is of these records; the next search builds it anew when it is not."""
    if stamp.is_valid():
        return Finding(OK, _("De zoekindex hoort bij de records."))
    return Finding(WARN, _("De zoekindex hoort niet bij de records. De volgende zoekvraag maakt hem opnieuw."))


HEALTH = [HealthCheck("search_index", gettext_lazy("Zoekindex"), search_index)]
