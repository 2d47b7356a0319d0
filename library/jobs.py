"""Which files are deleted at set times."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.jobs import TimedJob

from .files import purge
from .models import Paper, Picture


def purge_files():
    """Delete the files of pictures and papers that were deleted or never saved; returns how many in words."""
    removed = purge(Picture) + purge(Paper)
    return _("%(n)d bestanden gewist waar geen afbeelding of document bij hoort.") % {"n": removed}


JOBS = [TimedJob("purge_files", gettext_lazy("Losse bestanden wissen"), timedelta(days=1), purge_files)]
