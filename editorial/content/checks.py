"""System check of the database: that it holds made-up initiatives only where the settings say so."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from initiatives.models.constraints import BENCHMARK_PREFIX


@register(Tags.database)
def no_made_up_initiatives(databases=None, **kwargs):
    """Check: made-up initiatives are only in an installation that is marked as a benchmark."""
    if settings.BENCHMARK:
        return []
    return [
        Error(
            _("Er staan proefgegevens in deze database (kenmerk %s…).") % BENCHMARK_PREFIX,
            hint=_("Gebruik een andere database, of zet BENCHMARK=1 als dit een proefinstallatie is."),
            id="editorial.E001",
        )
        for alias in databases or []
        if has_made_up_initiatives(alias)
    ]


def has_made_up_initiatives(alias):
    """Whether a database has initiatives of the generator; a database without tables has none."""
    if Initiative._meta.db_table not in connections[alias].introspection.table_names():
        return False
    return Initiative.objects.using(alias).filter(code__startswith=BENCHMARK_PREFIX).exists()
