"""The mails to a submitter; the first quotes nothing of the form, so that nobody can make us send text to others."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.mail import send

from .models import Submission

logger = logging.getLogger(__name__)


def send_confirmation_link(submission, token):
    """Mail the link to confirm and follow a submission; raises OSError when it can't be sent."""
    address = settings.PORTAL_URL + reverse("submissions:follow", args=[token])
    if submission.is_correction:
        opening = _("U schreef ons dat er iets niet klopt op de inspiratiemarkt. Wilt u horen wat wij ermee doen?")
    else:
        opening = _("U meldde een initiatief aan bij de inspiratiemarkt. Wij bekijken het nadat u het bevestigt.")
    rest = _(
        "Open deze pagina en kies ‘Bevestig’:\n%(address)s\n\nBewaar deze mail: op dezelfde pagina ziet u later"
        " hoe het ermee staat, en kunt u iets toevoegen. Geef de link niet aan anderen.\n\n"
        "Heeft u niets verstuurd? Doe dan niets. Wij mailen u niet meer en wissen uw adres na zeven dagen."
    )
    _send(submission, _("Bevestig uw bericht aan de inspiratiemarkt"), f"{opening}\n\n{rest % {'address': address}}")


def notify(submission):
    """Mail a submitter the standing of their submission: once for each standing, and only after they confirmed.

    Returns: whether a mail was sent.
    """
    standing = submission.current_standing
    unnotified = Submission.objects.filter(pk=submission.pk, told=submission.told, confirmed_at__isnull=False)
    if standing == submission.told or not submission.email or not unnotified.update(told=standing):
        return False
    try:
        _send(submission, _("Uw bericht aan de inspiratiemarkt"), _standing_text(submission))
    except OSError as error:
        logger.error("news was not mailed to the sender of %s: %s", submission.pk, type(error).__name__)
        Submission.objects.filter(pk=submission.pk).update(told=submission.told)
        return False
    return True


def notify_later(submission):
    """Notify once the transaction of the editor is committed."""
    transaction.on_commit(lambda: notify(submission), robust=True)


def _standing_text(submission):
    lines = [_("Uw bericht over ‘%(title)s’ is nu: %(standing)s.")]
    if submission.rejection_reason:
        lines.append(_("De reden: %(reason)s"))
    if submission.current_standing == Submission.Standing.PUBLISHED:
        lines.append(_("Het staat op %(address)s"))
    lines.append(_("Wilt u iets toevoegen? Gebruik de link in onze eerste mail."))
    address = settings.PORTAL_URL + submission.initiative.get_absolute_url() if submission.initiative else ""
    values = {
        "title": submission,
        "standing": submission.current_standing.label,
        "reason": submission.rejection_reason,
        "address": address,
    }
    return "\n\n".join(lines) % values


def _send(submission, subject, text):
    end = _("De redactie van de inspiratiemarkt\n%(address)s") % {"address": settings.PORTAL_URL}
    send(subject, f"{_('Beste inzender,')}\n\n{text}\n\n{end}\n", submission.email)
