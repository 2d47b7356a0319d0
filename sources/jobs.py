"""Link checks of sources: the scheduled job, and checks on request of an editor."""

from collections import Counter
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from core.jobs.background import BackgroundWork
from core.records import State

from .link_checking import Checker, check_and_store_all, check_links
from .models import LinkCheck, Publication

CHECK_CHOSEN = "check_chosen_links"
AT_ONCE, PAUSE, REST = 4, 1, 12  # requests at the same time; seconds between two to one host; hours to leave it alone


def due_publications(hours):
    """The publications whose address was not checked in the last hours, those longest not checked first."""
    limit = timezone.now() - timedelta(hours=hours)
    is_due = Q(link_check=None) | Q(link_check__checked_at__lte=limit) | ~Q(link_check__address=F("url"))
    publications = Publication.objects.filter(is_due).exclude(url="").exclude(state=State.WITHDRAWN)
    return publications.select_related("link_check").order_by(F("link_check__checked_at").asc(nulls_first=True), "pk")


def check_all_links():
    """Check whether the links to sources still work; returns how many do, in words."""
    return _in_words(check_links(due_publications(REST), Checker(pause=PAUSE), AT_ONCE))


def check_chosen_links(job):
    """Check the links of the sources that an editor chose; returns how many work, in words."""
    chosen = Publication.objects.filter(pk__in=job.parameters["keys"]).exclude(url="").select_related("link_check")
    return _in_words(check_and_store_all(chosen, Checker(pause=PAUSE), AT_ONCE))


def _in_words(results):
    counts = Counter(LinkCheck.State(result.state).label for _publication, result in results)
    parts = "".join(f", {number} {label}" for label, number in counts.most_common())
    total = counts.total()
    return ngettext("%d link gecontroleerd", "%d links gecontroleerd", total) % total + f"{parts}."


JOBS = [TimedJob("check_links", gettext_lazy("Links naar bronnen controleren"), timedelta(days=1), check_all_links)]
WORK = [BackgroundWork(CHECK_CHOSEN, gettext_lazy("Links controleren"), check_chosen_links)]
