"""Health check of outgoing mail."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.monitoring.health import OK, WARN, Finding, HealthCheck

from .models import Mail
from .sending import can_mail

PATIENCE = timedelta(hours=1)


def mail_queue():
    """Return the numbers of mails that wait and were given up; warn when one waits over an hour or was given up."""
    queue = Mail.objects.exclude(next_attempt_at=None)
    given_up = Mail.objects.late_or_failed().filter(next_attempt_at=None).count()
    waiting, is_slow = queue.count(), queue.filter(created_at__lt=timezone.now() - PATIENCE).exists()
    figures = {"mails_waiting": waiting, "mails_given_up": given_up}
    if not can_mail():
        return Finding(WARN, _("Er is geen mailserver (EMAIL_HOST): er gaat geen mail uit."), figures)
    text = _("Wacht: %(waiting)d. Niet aangekomen: %(given_up)d.") % {"waiting": waiting, "given_up": given_up}
    if is_slow:
        return Finding(WARN, _("Er wacht mail langer dan een uur. %s") % text, figures)
    return Finding(WARN if given_up else OK, text, figures)


HEALTH = [HealthCheck("mail_queue", gettext_lazy("Mail"), mail_queue)]
