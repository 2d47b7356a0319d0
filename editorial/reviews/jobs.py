"""Scheduled jobs for reviews: reminder mails, delivery of questions, and retention of personal data."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from editorial.accounts.roles import mailable_editors
from editorial.outbox.jobs import without_mail_server
from editorial.outbox.models import Mail
from editorial.questions.relay import purge, settle
from editorial.revisions.presence.models import Presence
from editorial.submissions.retention import purge_submissions
from editorial.subscriptions.retention import erase_unconfirmed

from . import notifications
from .contacts import end_agreements
from .retention import erase_ended_agreements, erase_old_answers
from .rounds import remind, rounds_to_remind


def send_reminders():
    """Mail editors their open tasks, and municipalities check requests and reminders; returns the numbers in words."""
    reminded = sum(notifications.send_digest(editor) for editor in mailable_editors())
    due = notifications.due_for_check_request()
    requested = sum(notifications.send_check_request(initiative) for initiative in due)
    sentences = [
        ngettext("%(n)d redacteur gemaild.", "%(n)d redacteuren gemaild.", reminded) % {"n": reminded},
        ngettext("%(n)d vraag aan een gemeente gestuurd.", "%(n)d vragen aan gemeenten gestuurd.", requested)
        % {"n": requested},
        remind_rounds(),
    ]
    return "\n".join(sentences)


def purge_personal_data():
    """Erase personal data past its retention period, also of questions, followers and mails; returns it in words."""
    now = timezone.now()
    settle_questions()  # before their mails are erased
    erased = purge_submissions(now) | {"answers": erase_old_answers(now)} | purge(now)
    erase_ended_agreements(now)
    erase_unconfirmed(now)
    Presence.objects.past().delete()
    Mail.objects.past(now).delete()
    return _(
        "%(forgotten)d inzenders vergeten (ouder dan %(months)d maanden). Niet bevestigd en gewist:"
        " %(removed)d aanmeldingen en %(unanswered)d mailadressen. %(attempts)d tellingen gewist."
        " Van %(answers)d antwoorden van gemeenten is de toelichting gewist."
        " Vragen van bezoekers: %(unconfirmed_questions)d niet bevestigd en gewist, %(late_questions)d te oud"
        " en gesloten, %(askers)d vragers vergeten."
    ) % {**erased, "months": settings.PERSONAL_DATA_MONTHS}


def settle_questions():
    """Record which questions were delivered, and end the agreement of each mailbox that refused one.

    Returns: a sentence that says what it did.
    """
    refused = settle()
    end_agreements(refused)
    text = ngettext("%(n)d postbus nam een vraag niet aan.", "%(n)d postbussen namen een vraag niet aan.", len(refused))
    return text % {"n": len(refused)}


def remind_rounds():
    """Remind each municipality once of what it did not answer in its yearly round.

    Returns: a sentence that says what it did.
    """
    total = sum(remind(each) for each in rounds_to_remind())
    text = ngettext("%(n)d gemeente herinnerd aan de jaarronde.", "%(n)d gemeenten herinnerd aan de jaarronde.", total)
    return text % {"n": total}


DAILY = timedelta(days=1)
JOBS = [
    TimedJob(
        "send_reminders",
        gettext_lazy("Herinneringen mailen"),
        DAILY,
        lambda: without_mail_server() or send_reminders(),
    ),
    TimedJob("settle_questions", gettext_lazy("Nagaan of vragen aankwamen"), timedelta(minutes=15), settle_questions),
    TimedJob("purge_personal_data", gettext_lazy("Persoonsgegevens wissen"), DAILY, purge_personal_data),
]
