"""Audit logging of admin requests, and of the background work that they start."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from core.confirmed_actions import ConfirmationPage
from core.database_faults import FAULTS
from core.memo import is_dry_run

from .log import record, record_of

REFUSALS = (BadRequest, PermissionDenied, SuspiciousOperation, Http404)
WORDS = {ADDITION: _("toevoegen"), CHANGE: _("wijzigen"), DELETION: _("verwijderen")}
PAGE_WORDS = {"add": WORDS[ADDITION], "change": WORDS[CHANGE], "delete": WORDS[DELETION], "changelist": _("lijst")}
PAGE_WORDS |= {"auth_user_password_change": _("wachtwoord wijzigen")}
_current = ContextVar("request_log", default=None)


def name_action(words):
    """Name the action of the current admin request in a few words; outside one it does nothing.

    Called by the code that does it, first of all, so that a refusal or an error is written with these words as well.
    """
    if request_log := _current.get():
        request_log.action = str(words)


def record_logged(records, flag):
    """Write a line for each record that was added, changed or deleted by the request that is being answered.

    Called within the transaction of the change; outside an admin request, and in a dry run, it does nothing.
    Args: records; flag, ADDITION, CHANGE or DELETION.
    Returns: the lines, a list of AuditEntry.
    """
    request_log = _current.get()
    return [] if request_log is None or is_dry_run() else request_log.add(records, flag)


def record_done():
    """Record the action of a request that changed no record, such as a download; outside an admin request, nothing."""
    if request_log := _current.get():
        request_log.add_outcome("ok")


@contextmanager
def recording_for(actor, address):
    """Context manager for background work: records changes under the user name and IP address of whoever started it."""
    token = _current.set(BackgroundLog(actor, address))
    try:
        yield
    finally:
        _current.reset(token)


class BackgroundLog:
    """Audit log entries of background work."""

    action = ""

    def __init__(self, actor, address):
        self.actor, self.address = actor, address

    def add(self, records, flag):
        """Write a line for each record, with what was done to it; returns the lines."""
        return [record_of(self.actor, self.address, self.action or WORDS[flag], obj) for obj in records]


class RequestLog:
    """Audit log entries of one admin request: its changes, or that it was refused or failed."""

    def __init__(self, site, request):
        self.request = request
        self.actor = request.user.get_username()
        self.match = request.resolver_match
        self.model_admin = self._model_admin(site)
        self.action = ""
        self.entries = []

    @contextmanager
    def recording(self):
        """Context manager: the functions above write to this log; a refusal or error is recorded after the rollback."""
        token = _current.set(self)
        try:
            yield
        except REFUSALS:
            self.add_outcome("refused")
            raise
        except FAULTS:  # the database failed, so that writing an audit log entry fails as well
            raise
        except Exception:
            self.add_outcome("error")
            raise
        finally:
            _current.reset(token)

    def add(self, records, flag):
        """Write a line for each record, with what was done to it; returns the lines."""
        action = self.action or WORDS[flag]
        entries = [record(self.request, action, obj, "ok", self.actor) for obj in records]
        self.entries += entries
        return entries

    def add_outcome(self, result):
        """Write a line about the request itself, which changed no record."""
        action = self.action or self._page_words()
        self.entries.append(record(self.request, action, self._target(), result, self.actor))

    def finish(self, response):
        """After the transaction: log a request that recorded nothing as refused, unless it asks to confirm."""
        if not self.entries and not isinstance(response, ConfirmationPage):
            self.add_outcome("refused")

    def _page_words(self):
        """Return the name of the action by the URL name, for a refusal or an error before any code named it."""
        name = self.match.url_name or ""
        return PAGE_WORDS.get(name) or PAGE_WORDS.get(name.rpartition("_")[2], name)

    def _model_admin(self, site):
        name = (self.match.url_name or "").rpartition("_")[0]
        by_name = {
            f"{model._meta.app_label}_{model._meta.model_name}": admin for model, admin in site._registry.items()
        }
        return by_name.get(name)

    def _target(self):
        key = self.match.kwargs.get("object_id") or self.match.kwargs.get("id") or ""
        return (self.model_admin.opts.label_lower, str(key), "") if self.model_admin else ("", "", "")
