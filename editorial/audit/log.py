"""The one place that writes in the audit log."""

import logging
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Q
from django.utils.translation import gettext as _

from editorial.accounts.roles import ADMINISTRATORS

from .models import AuditEntry

WATCHED = {"auth.user", "auth.group"}
logger = logging.getLogger(__name__)


def record(request, action, obj=None, result="ok", actor=None):
    """Write one line in the audit log, and mail the administrators when it is about an account.

    Args: as those of `write`. Returns: the AuditEntry.
    """
    entry = write(request, action, obj, result, actor)
    notify_administrators(entry)
    return entry


def write(request, action, obj=None, result="ok", actor=None):
    """Write one line in the audit log.

    Args: action, a few words, never what somebody typed; obj, the record, or (type, key, name);
        result, one of AuditEntry.Result; actor, a user name if it is not that of the request.
    Returns: the AuditEntry.
    """
    kind, key, name = obj if isinstance(obj, tuple) else object_reference(obj)
    entry = AuditEntry(
        action=str(action)[:100],
        object=name[:200],
        object_type=kind,
        object_key=key[:100],
        result=result,
        origin=origin(request),
        actor=request.user.get_username() if actor is None else actor,
    )
    entry.save()
    return entry


def record_by_portal(action, obj, result="ok"):
    """Write one line about what the portal did by itself."""
    kind, key, name = object_reference(obj)
    values = {"object": name[:200], "object_type": kind, "object_key": key, "actor": _("het portaal")}
    AuditEntry(action=str(action)[:100], result=result, **values).save()


def object_reference(obj):
    """What the log stores of a record: (type, key, name)."""
    return (obj._meta.label_lower, str(obj.pk or ""), str(obj)) if obj is not None else ("", "", "")


def origin(request):
    """Where a request comes from; behind our own proxy the last address it passes on: the others can be made up."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    try:
        return str(ip_address(address))[:45]
    except ValueError:
        return ""


def notify_administrators(entry):
    """Mail the administrators of a change to an account (BIO 5.18.01); a mail server that is down stops nobody."""
    if entry.object_type not in WATCHED or entry.result != "ok":
        return
    people = get_user_model().objects.filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True), is_active=True)
    addresses = sorted({*people.exclude(email="").values_list("email", flat=True)})
    text = _("%(actor)s deed: %(action)s, bij %(object)s. Klopt dit niet? Kijk in het logboek van de redactie.")
    values = {"actor": entry.actor, "action": entry.action, "object": entry.object}
    try:
        if addresses:
            send_mail(_("Er is iets veranderd aan de accounts"), text % values, None, addresses)
    except OSError:
        logger.exception("The administrators could not be notified of a change to the accounts.")
