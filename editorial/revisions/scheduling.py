"""The schedule: what is published or withdrawn at a moment, municipal mergers, and news of a later day.

Whoever requests a page after such a moment first lets it happen (`scheduling_middleware`), so that no job has to be
on time. An initiative whose time is over is also left out by `published()` itself, should this fail.
"""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from core import generation
from core.database_faults import FAULTS, outage, query_timeout
from core.generation import clear_expected_changes, content_change, expect_change_at
from core.records import State
from editorial.audit.log import record_by_portal
from initiatives.models import Initiative
from municipalities import reorganising
from municipalities.models import Reorganisation
from pages.models import NewsItem
from search import index

from . import notifications
from .history.recording import record_withdrawal
from .models import Revision, RevisionState
from .publishing import save_state

logger = logging.getLogger(__name__)


def scheduling_middleware(get_response):
    """Middleware: a request after a planned moment first runs what was scheduled for it.

    `request.generation` is the number of the last change after that; None when there is no database.
    """

    def middleware(request):
        request.generation = _current_number()
        return get_response(request)

    return middleware


def _current_number():
    state = outage.try_query(generation.read)
    if state is None or not state.is_due:
        return state and state.number
    return generation.read().number if _ran_schedule() else state.number


def _ran_schedule():
    """Run what is due; returns whether that went well: if not, the next visitor tries again."""
    with query_timeout.of(settings.DATABASE_WRITE_SECONDS):
        try:
            run()
        except FAULTS as error:
            outage.report(error)
            return False
        except DatabaseError:
            logger.exception("What was due could not be done.")
            return False
    return True


def run():
    """Publish and withdraw all that was due before now, each wholly or not at all.

    Returns: how many were published, sent back and withdrawn.
    """
    with content_change():
        published = [
            _publish(revision) for revision in Revision.objects.planned().filter(publish_at__lte=timezone.now())
        ]
        withdrawn = [_withdraw(initiative) for initiative in Initiative.objects.expired()]
        for reorganisation in Reorganisation.objects.due():
            _reorganise(reorganisation)
        index.add_missing(NewsItem.objects.published())
        clear_expected_changes()
        for moment in _next_moments():
            expect_change_at(moment)
    return published.count(True), published.count(False), len(withdrawn)


def _publish(revision):
    """Publish a revision as planned; says whether that went well."""
    revision.publish_as_planned()
    revision.refresh_from_db()
    is_live = revision.state == RevisionState.LIVE
    notifications.notify(revision, "publish" if is_live else "send_back", None)
    record_by_portal(_("publiceren zoals gepland"), revision.initiative, "ok" if is_live else "refused")
    return is_live


def _withdraw(initiative):
    """Take an initiative off the site, with the end of its time as the reason."""
    initiative.state, initiative.withdrawal_reason = State.WITHDRAWN, initiative.gone_reason
    save_state(initiative)
    record_withdrawal(initiative)
    record_by_portal(_("van de site af zoals gepland"), initiative)


def _reorganise(reorganisation):
    """Let municipalities merge or split as planned; what no longer can goes back to whoever prepared it."""
    result = "ok" if reorganising.finish(reorganisation) else "refused"
    record_by_portal(_("herindeling zoals gepland"), reorganisation, result)


def _next_moments():
    """The next moment of each kind, as far as there is one."""
    planned = Revision.objects.planned().aggregate(next=Min("publish_at"))["next"]
    ending = Initiative.objects.published().aggregate(next=Min("offline_at"))["next"]
    moments = planned, ending, reorganising.next_moment(), NewsItem.objects.next_moment()
    return [moment for moment in moments if moment]
