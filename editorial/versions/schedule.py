"""What happens by itself: versions that come on the site at a moment, and initiatives whose time there is over.

Whoever asks for a page after such a moment first lets it happen (`timing.py`), so that no job has to be on
time. An initiative whose time is over is also left out by `published()` itself, should this fail.
"""

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.audit.notes import note_by_portal
from initiatives.models import Initiative
from search.revision import change, expect, nothing_due
from sources.records import State

from . import mails
from .models import Step, Version
from .publishing import keep_state


def run():
    """Do all that was due before now, each wholly or not at all.

    Returns: how many were published, sent back and withdrawn.
    """
    with change():
        published = [_publish(version) for version in Version.objects.planned().filter(publish_at__lte=timezone.now())]
        withdrawn = [_withdraw(initiative) for initiative in Initiative.objects.expired()]
        nothing_due()
        for moment in _coming():
            expect(moment)
    return published.count(True), published.count(False), len(withdrawn)


def _publish(version):
    """Publish a version as planned; says whether that went well."""
    version.publish_as_planned()
    version.refresh_from_db()
    done = version.state == Step.LIVE
    mails.tell(version, "publish" if done else "send_back", None)
    note_by_portal(_("publiceren zoals gepland"), version.initiative, "ok" if done else "refused")
    return done


def _withdraw(initiative):
    """Take an initiative off the site, with the end of its time as the reason."""
    initiative.state, initiative.withdrawal_reason = State.WITHDRAWN, initiative.why_gone
    keep_state(initiative)
    note_by_portal(_("van de site af zoals gepland"), initiative)


def _coming():
    """The next moment of each kind, as far as there is one."""
    planned = Version.objects.planned().aggregate(next=Min("publish_at"))["next"]
    ending = Initiative.objects.published().aggregate(next=Min("offline_at"))["next"]
    return [moment for moment in (planned, ending) if moment]
