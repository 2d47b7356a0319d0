"""What an editor sends to the desk, as lines in the audit log."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.contrib.admin.utils import model_format_dict
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _

from core.confirmed_actions import ConfirmationPage
from core.memo import is_dry_run

from .log import record

REFUSALS = (PermissionDenied, SuspiciousOperation, Http404)
_current = ContextVar("request_log", default=None)


def name_action(words):
    """Say in a few words what the request to the desk does; outside one it says nothing.

    Called by the code that does it, first of all, so that a refusal or an error is written with these words as well.
    """
    if request_log := _current.get():
        request_log.action = str(words)


def record_logged(records, flag):
    """Write a line for each record that was added, changed or deleted by the request that is being answered.

    Called where it happens, within its transaction; outside a request to the desk, and in a dry run, it does nothing.
    Args: records; flag, ADDITION, CHANGE or DELETION.
    Returns: the lines, a list of AuditEntry.
    """
    request_log = _current.get()
    return [] if request_log is None or is_dry_run() else request_log.add(records, flag)


class RequestLog:
    """The lines of one request to the desk: its changes as they happen, or that it was refused or went wrong."""

    def __init__(self, site, request):
        self.request = request
        self.actor = request.user.get_username()
        self.match = request.resolver_match
        self.model_admin = self._model_admin(site)
        self.action = self._action()
        self.entries = []

    @contextmanager
    def recording(self):
        """Within this `record_logged` writes in this log; a refusal or an error is written after the roll back."""
        token = _current.set(self)
        try:
            yield
        except REFUSALS:
            self.record_outcome("refused")
            raise
        except Exception:
            self.record_outcome("error")
            raise
        finally:
            _current.reset(token)

    def add(self, records, flag):
        """Write a line for each record, with what was done to it; returns the lines."""
        words = self._words(flag)
        entries = [record(self.request, words, obj, "ok", self.actor) for obj in records]
        self.entries += entries
        return entries

    def finish(self, response):
        """After the transaction: write a line when no record changed; asking to confirm is nothing."""
        if not self.entries and not isinstance(response, ConfirmationPage):
            self.record_outcome("ok" if self._is_fine(response) else "refused")

    def record_outcome(self, result):
        """Write a line about the request itself, which changed no record."""
        record(self.request, self.action, self._target(), result, self.actor)

    def _is_fine(self, response):
        """Whether it was done although no record changed: a download, a new password, leaving."""
        if self.model_admin:
            return "Content-Disposition" in response.headers
        return response.status_code in {301, 302, 303} or self.match.url_name == "logout"

    def _words(self, flag):
        words = {ADDITION: _("toevoegen"), CHANGE: _("wijzigen"), DELETION: _("verwijderen")}
        return words[flag] if self.model_admin and self._page() in {"add", "change", "delete"} else self.action

    def _page(self):
        return (self.match.url_name or "").rpartition("_")[2]

    def _model_admin(self, site):
        name = (self.match.url_name or "").rpartition("_")[0]
        by_name = {
            f"{model._meta.app_label}_{model._meta.model_name}": admin for model, admin in site._registry.items()
        }
        return by_name.get(name)

    def _action(self):
        pages = {"add": _("toevoegen"), "change": _("wijzigen"), "delete": _("verwijderen"), "logout": _("uitloggen")}
        pages["address"] = _("adres wijzigen")
        if self.match.url_name in {"password_change", "auth_user_password_change"}:
            return _("wachtwoord wijzigen")
        if self.model_admin and self._page() == "changelist":
            chosen = self.model_admin.get_actions(self.request).get(self.request.POST.get("action"))
            return str(chosen[2]) % model_format_dict(self.model_admin.opts) if chosen else _("lijst")
        return pages.get(self._page(), self.match.url_name or "")

    def _target(self):
        key = self.match.kwargs.get("object_id") or self.match.kwargs.get("id") or ""
        return (self.model_admin.opts.label_lower, str(key), "") if self.model_admin else ("", "", "")
