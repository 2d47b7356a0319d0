"""The mail to administrators about a change to an account or a group."""

import logging
from functools import partial

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from .roles import ADMINISTRATORS

logger = logging.getLogger(__name__)


def notify_administrators(entry):
    """Mail the administrators, once it is in the database, of a change to an account (BIO 5.18.01).

    Args: entry, the AuditEntry of the change.
    """
    transaction.on_commit(partial(_mail, entry))


def _mail(entry):
    """Mail those who are administrators after the change; a mail server that is down stops nobody."""
    people = get_user_model().objects.filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True), is_active=True)
    addresses = sorted({*people.exclude(email="").values_list("email", flat=True)})
    text = _("%(actor)s deed: %(action)s, bij %(object)s. Klopt dit niet? Kijk in het logboek van de redactie.")
    values = {"actor": entry.actor, "action": entry.action, "object": entry.object}
    try:
        if addresses:
            send_mail(_("Er is iets veranderd aan de accounts"), text % values, None, addresses)
    except OSError:
        logger.exception("The administrators could not be notified of a change to the accounts.")
