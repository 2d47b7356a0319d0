"""How many links to sources no longer work."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.monitoring.health import OK, Finding, HealthCheck

from .models import Publication


def links():
    """How many of the published sources have a link that no longer works; that is work for editors, and no fault."""
    sources = Publication.objects.published().exclude(url="")
    broken = sources.filter(link_state=Publication.LinkState.BROKEN).count()
    text = _("Van %(n)d links naar bronnen werken er %(broken)d niet.") % {"n": sources.count(), "broken": broken}
    return Finding(OK, text, {"links_broken": broken})


HEALTH = [HealthCheck("links", gettext_lazy("Links"), links)]
