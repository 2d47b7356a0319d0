"""Functions that write to the audit log; `request_log` uses them for what was refused or failed as well."""

from django.utils.translation import gettext as _

from core.http import origin

from .models import AuditEntry


def record(request, action, obj=None, result="ok", actor=None):
    """Write one line in the audit log.

    Args: action, a few words, never what somebody typed; obj, the record, or (type, key, name);
        result, one of AuditEntry.Result; actor, a user name if it is not that of the request.
    Returns: the AuditEntry.
    """
    actor = request.user.get_username() if actor is None else actor
    return record_of(actor, origin(request), action, obj, result)


def record_of(actor, address, action, obj=None, result="ok"):
    """Write one line as `record` does, without a request; actor, a user name; address, their IP address."""
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
    """Write one line about an action that the portal did by itself."""
    kind, key, name = object_reference(obj)
    values = {"object": name[:200], "object_type": kind, "object_key": key, "actor": _("het portaal")}
    AuditEntry(action=str(action)[:100], result=result, **values).save()


def object_reference(obj):
    """Return the reference to a record that the log stores: (type, key, name)."""
    return (obj._meta.label_lower, str(obj.pk or ""), str(obj)) if obj is not None else ("", "", "")
