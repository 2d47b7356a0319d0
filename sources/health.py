"""Health check for links to sources that no longer work."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.monitoring.health import OK, Finding, HealthCheck

from .models import Publication


def links():
    """Number of published sources with a link that no longer works; always OK, as this is work for editors."""
    sources = Publication.objects.published().exclude(url="")
    broken = sources.filter(link_state=Publication.LinkState.BROKEN).count()
    text = _("Van %(n)d links naar bronnen werken er %(broken)d niet.") % {"n": sources.count(), "broken": broken}
    return Finding(OK, text, {"links_broken": broken})


HEALTH = [HealthCheck("links", gettext_lazy("Links"), links)]
