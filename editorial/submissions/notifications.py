"""The mails to a sender; the first holds nothing that they wrote, so that nobody can have us send text to others."""

import logging

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core.mail import send

from .models import Submission

logger = logging.getLogger(__name__)


def send_link(submission, token):
    """Send the link with which a sender confirms a submission and follows it; raises OSError when it can't be sent."""
    address = settings.PORTAL_URL + reverse("submissions:follow", args=[token])
    if submission.is_correction:
        asked = _("U schreef ons dat er iets niet klopt op de inspiratiemarkt. Wilt u horen wat wij ermee doen?")
    else:
        asked = _("U meldde een initiatief aan bij de inspiratiemarkt. Wij bekijken het nadat u het bevestigt.")
    rest = _(
        "Open deze pagina en kies ‘Bevestig’:\n%(address)s\n\nBewaar deze mail: op dezelfde pagina ziet u later"
        " hoe het ermee staat, en kunt u iets toevoegen. Geef de link niet aan anderen.\n\n"
        "Heeft u niets verstuurd? Doe dan niets. Wij mailen u niet meer en wissen uw adres na zeven dagen."
    )
    _send(submission, _("Bevestig uw bericht aan de inspiratiemarkt"), f"{asked}\n\n{rest % {'address': address}}")


def notify(submission):
    """Mail a sender what became of their submission, once for each standing, and only after they confirmed."""
    now = submission.now
    waiting = Submission.objects.filter(pk=submission.pk, told=submission.told, confirmed_at__isnull=False)
    if now == submission.told or not submission.email or not waiting.update(told=now):
        return False
    try:
        _send(submission, _("Uw bericht aan de inspiratiemarkt"), _news(submission))
    except OSError as error:
        logger.error("news was not mailed to the sender of %s: %s", submission.pk, type(error).__name__)
        Submission.objects.filter(pk=submission.pk).update(told=submission.told)
        return False
    return True


def notify_later(submission):
    """The same, once what the editor did is in the database."""
    transaction.on_commit(lambda: notify(submission), robust=True)


def _news(submission):
    lines = [_("Uw bericht over ‘%(title)s’ is nu: %(standing)s.")]
    if submission.why_not:
        lines.append(_("De reden: %(reason)s"))
    if submission.now == Submission.Standing.PUBLISHED:
        lines.append(_("Het staat op %(address)s"))
    lines.append(_("Wilt u iets toevoegen? Gebruik de link in onze eerste mail."))
    address = settings.PORTAL_URL + submission.initiative.get_absolute_url() if submission.initiative else ""
    known = {"title": submission, "standing": submission.now.label, "reason": submission.why_not, "address": address}
    return "\n\n".join(lines) % known


def _send(submission, subject, text):
    end = _("De redactie van de inspiratiemarkt\n%(address)s") % {"address": settings.PORTAL_URL}
    send(subject, f"{_('Beste inzender,')}\n\n{text}\n\n{end}\n", submission.email)
