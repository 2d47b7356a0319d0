"""The one place that writes in the audit log; `request_log` adds what was refused or failed."""

import re
from ipaddress import ip_address

from django.conf import settings
from django.utils.translation import gettext as _

from .models import AuditEntry

WITH_PORT = re.compile(r"\[(.+)\](?::\d+)?|([\d.]+):\d+")  # as some proxies pass an address on


def record(request, action, obj=None, result="ok", actor=None):
    """Write one line in the audit log.

    Args: action, a few words, never what somebody typed; obj, the record, or (type, key, name);
        result, one of AuditEntry.Result; actor, a user name if it is not that of the request.
    Returns: the AuditEntry.
    """
    actor = request.user.get_username() if actor is None else actor
    return record_of(actor, origin(request), action, obj, result)


def record_of(actor, address, action, obj=None, result="ok"):
    """The same for somebody whose request is over; actor, a user name; address, where their request came from."""
    kind, key, name = obj if isinstance(obj, tuple) else object_reference(obj)
    entry = AuditEntry(
        action=str(action)[:100],
        object=name[:200],
        object_type=kind,
        object_key=key[:100],
        result=result,
        origin=address,
        actor=actor,
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
        if match := WITH_PORT.fullmatch(address):
            address = match[1] or match[2]
    try:
        return str(ip_address(address))[:45]
    except ValueError:
        return ""
