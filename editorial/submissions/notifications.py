"""Mails to submitters; the first quotes nothing of the form, so that nobody can make us send text to others."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail

from .models import Submission


def send_confirmation_link(submission, token):
    """Mail the link to confirm and follow a submission, in the transaction that saves it."""
    address = settings.PORTAL_URL + reverse("submissions:follow", args=[token])
    if submission.is_correction:
        opening = _("U schreef ons dat er iets niet klopt op de inspiratiemarkt. Wilt u horen wat wij ermee doen?")
    elif submission.is_adoption:
        opening = _("U meldde bij de inspiratiemarkt dat een gemeente een voorbeeld overnam. Bevestig dat eerst.")
    else:
        opening = _("U meldde een initiatief aan bij de inspiratiemarkt. Wij bekijken het nadat u het bevestigt.")
    rest = _(
        "Open deze pagina en kies ‘Bevestig’:\n%(address)s\n\nBewaar deze mail: op dezelfde pagina ziet u later"
        " hoe het ermee staat, en kunt u iets toevoegen. Geef de link niet aan anderen.\n\n"
        "Heeft u niets verstuurd? Doe dan niets. Wij mailen u niet meer en wissen uw adres na zeven dagen."
    )
    text = f"{opening}\n\n{rest % {'address': address}}"
    _queue(Mail.Kind.CONFIRMATION, submission, _("Bevestig uw bericht aan de inspiratiemarkt"), text)


def notify(submission):
    """Mail a submitter the standing of their submission: once for each standing, and only after they confirmed.

    Returns: whether a mail is on its way.
    """
    standing = submission.current_standing
    last_mailed = submission.mailed_standing
    unnotified = Submission.objects.filter(pk=submission.pk, mailed_standing=last_mailed, confirmed_at__isnull=False)
    if standing == last_mailed or not submission.email:
        return False
    with transaction.atomic():
        if not unnotified.update(mailed_standing=standing):
            return False
        _queue(Mail.Kind.STANDING, submission, _("Uw bericht aan de inspiratiemarkt"), _standing_text(submission))
    return True


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


def _queue(kind, submission, subject, text):
    end = _("De redactie van de inspiratiemarkt\n%(address)s") % {"address": settings.PORTAL_URL}
    queue_mail(kind, submission.email, subject, f"{_('Beste inzender,')}\n\n{text}\n\n{end}\n")
