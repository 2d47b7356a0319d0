"""Mails about a change to an account or a group: to administrators, and to the user of the account."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail

from .roles import ADMINISTRATORS


def notify_administrators(entry):
    """Mail each administrator about a change to an account (BIO 5.18.01), in the transaction of that change.

    Args: entry, the AuditEntry of the change.
    """
    people = get_user_model().objects.filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True), is_active=True)
    text = _("%(actor)s deed: %(action)s, bij %(object)s. Klopt dit niet? Kijk in het logboek van de redactie.")
    values = {"actor": entry.actor, "action": entry.action, "object": entry.object}
    for address in sorted({*people.exclude(email="").values_list("email", flat=True)}):
        queue_mail(Mail.Kind.ACCOUNT, address, _("Er is iets veranderd aan de accounts"), text % values)


def notify_of_reset(user):
    """Mail a user that an administrator removed their second factor, in that transaction; not without an address."""
    text = _(
        "Een beheerder heeft de tweede stap van uw account %(name)s verwijderd. De volgende keer dat u inlogt, stelt u"
        " een nieuwe in. Vroeg u hier niet om? Bel dan meteen uw beheerder."
    )
    if user.email:
        queue_mail(Mail.Kind.ACCOUNT, user.email, _("Uw tweede stap is verwijderd"), text % {"name": user})
