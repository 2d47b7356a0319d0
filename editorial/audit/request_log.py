"""What an editor sends to the desk, as lines in the audit log."""

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


def record_done():
    """Write that the request did its action though no record changed, such as a download; outside one, nothing."""
    if request_log := _current.get():
        request_log.add_outcome("ok")


@contextmanager
def recording_for(actor, address):
    """Within this, in the background, what is done is recorded of whoever began it: a user name, and an IP address."""
    token = _current.set(BackgroundLog(actor, address))
    try:
        yield
    finally:
        _current.reset(token)


class BackgroundLog:
    """The lines of work in the background: what is recorded as it happens."""

    action = ""

    def __init__(self, actor, address):
        self.actor, self.address = actor, address

    def add(self, records, flag):
        """Write a line for each record, with what was done to it; returns the lines."""
        return [record_of(self.actor, self.address, self.action or WORDS[flag], obj) for obj in records]


class RequestLog:
    """The lines of one request to the desk: what is recorded as it happens, or that it was refused or went wrong."""

    def __init__(self, site, request):
        self.request = request
        self.actor = request.user.get_username()
        self.match = request.resolver_match
        self.model_admin = self._model_admin(site)
        self.action = ""
        self.entries = []

    @contextmanager
    def recording(self):
        """Within this the functions above write in this log; a refusal or an error is written after the roll back."""
        token = _current.set(self)
        try:
            yield
        except REFUSALS:
            self.add_outcome("refused")
            raise
        except FAULTS:  # what failed to write the change, fails to write a line about it as well
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
        """What the page is for, by its URL name: for a refusal or an error before any code named its action."""
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
