"""Daily jobs: deleting files that nothing refers to, and reading papers that were not read yet."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.generation import content_change
from core.jobs import TimedJob
from search import index

from .files import purge
from .models import Paper, Picture
from .reading import read_text


def purge_files():
    """Delete the files of pictures and papers that were deleted or never saved; returns how many in words."""
    removed = purge(Picture) + purge(Paper)
    return _("%(n)d bestanden gewist waar geen afbeelding of document bij hoort.") % {"n": removed}


def read_papers():
    """Read the papers whose text is not known yet, of before there was a search for it; returns how many in words."""
    unread = Paper.objects.filter(text=None)
    keys = [paper.pk for paper in unread if _is_read(paper)]
    if keys:
        with content_change():
            index.update(Paper.objects.filter(pk__in=keys))
    return _("%(n)d documenten gelezen om ze te kunnen vinden.") % {"n": len(keys)}


def _is_read(paper):
    try:
        with default_storage.open(paper.stored_name()) as file:
            text = read_text(file.read(), paper.format)
    except FileNotFoundError:  # the database was restored without its files
        return False
    return bool(Paper.objects.filter(pk=paper.pk).update(text=text))


JOBS = [
    TimedJob("read_papers", gettext_lazy("Documenten lezen om ze te vinden"), timedelta(days=1), read_papers),
    TimedJob("purge_files", gettext_lazy("Losse bestanden wissen"), timedelta(days=1), purge_files),
]
