"""What is mailed at set times to who checks the content, and what is forgotten."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from editorial.accounts.roles import mailable_editors
from editorial.outbox.jobs import without_mail_server
from editorial.outbox.models import Mail
from editorial.revisions.presence.models import Presence
from editorial.submissions.retention import purge_submissions

from . import notifications
from .retention import erase_old_answers


def send_reminders():
    """Mail editors their open tasks, and municipalities the check requests that are due; returns how many in words."""
    reminded = sum(notifications.send_digest(editor) for editor in mailable_editors())
    due = notifications.due_for_check_request()
    requested = sum(notifications.send_check_request(initiative) for initiative in due)
    sentences = [
        ngettext("%(n)d redacteur gemaild.", "%(n)d redacteuren gemaild.", reminded) % {"n": reminded},
        ngettext("%(n)d vraag aan een gemeente gestuurd.", "%(n)d vragen aan gemeenten gestuurd.", requested)
        % {"n": requested},
    ]
    return "\n".join(sentences)


def purge_personal_data():
    """Erase personal data of submitters, and the texts of answers, that is no longer needed; returns that in words."""
    now = timezone.now()
    erased = purge_submissions(now) | {"answers": erase_old_answers(now)}
    Presence.objects.past().delete()
    Mail.objects.past(now).delete()
    return _(
        "%(forgotten)d inzenders vergeten (ouder dan %(months)d maanden). Niet bevestigd en gewist:"
        " %(removed)d aanmeldingen en %(unanswered)d mailadressen. %(attempts)d tellingen gewist."
        " Van %(answers)d antwoorden van gemeenten is de toelichting gewist."
    ) % {**erased, "months": settings.PERSONAL_DATA_MONTHS}


DAILY = timedelta(days=1)
JOBS = [
    TimedJob(
        "send_reminders",
        gettext_lazy("Herinneringen mailen"),
        DAILY,
        lambda: without_mail_server() or send_reminders(),
    ),
    TimedJob("purge_personal_data", gettext_lazy("Persoonsgegevens wissen"), DAILY, purge_personal_data),
]
