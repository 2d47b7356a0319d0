"""What an editor sends to the desk, as lines for the audit log."""

from contextlib import contextmanager

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import model_format_dict
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.revisions.forms import FORMS

from .log import record

REFUSALS = (PermissionDenied, SuspiciousOperation, Http404)


class Watched:
    """One request to the desk: what it asks, and what came of it."""

    def __init__(self, site, request):
        self.request = request
        self.actor = request.user.get_username()
        self.user_key = request.user.pk
        self.match = request.resolver_match
        self.admin = self._admin(site)
        self.action = self._action()
        self.found = []

    def remember(self):
        """Where the list of what editors did now ends; changes come one after another, so the rest is of this one."""
        self.last = LogEntry.objects.aggregate(last=Max("pk"))["last"] or 0

    def collect(self):
        """What this request did to which records."""
        mine = LogEntry.objects.filter(user_id=self.user_key, pk__gt=self.last).select_related("content_type")
        self.found = [(entry.action_flag, _facts(entry)) for entry in mine.order_by("pk")]

    def done(self, response):
        """Note what came of it: each record that changed, or that nothing did; a page that only asks is nothing yet."""
        for flag, facts in self.found:
            record(self.request, self._words(flag), facts, "ok", self.actor)
        if not self.found and not getattr(response, "only_asks", False):
            self.failed("ok" if self._is_fine(response) else "refused")

    def _is_fine(self, response):
        """Whether it was done although no record changed: a download, a new password, leaving."""
        if self.admin:
            return "Content-Disposition" in response.headers
        return response.status_code in {301, 302, 303} or self.match.url_name == "logout"

    def failed(self, result):
        """Note that it ended without a change to a record."""
        record(self.request, self.action, self._target(), result, self.actor)

    def _words(self, flag):
        words = {ADDITION: _("toevoegen"), CHANGE: _("wijzigen"), DELETION: _("verwijderen")}
        known = {"add", "change", "delete"}
        return words[flag] if self.admin and self._page() in known else self.action

    def _page(self):
        return (self.match.url_name or "").rpartition("_")[2]

    def _admin(self, site):
        names = {f"{model._meta.app_label}_{model._meta.model_name}": found for model, found in site._registry.items()}
        return names.get((self.match.url_name or "").rpartition("_")[0])

    def _action(self):
        pages = {"add": _("toevoegen"), "change": _("wijzigen"), "delete": _("verwijderen"), "logout": _("uitloggen")}
        pages["address"] = _("adres wijzigen")
        if self.match.url_name in {"password_change", "auth_user_password_change"}:
            return _("wachtwoord wijzigen")
        if self.admin and self._page() == "changelist":
            chosen = self.admin.get_actions(self.request).get(self.request.POST.get("action"))
            return str(chosen[2]) % model_format_dict(self.admin.opts) if chosen else _("lijst")
        if self.match.url_name == "initiative_revision":
            form = FORMS.get(self.request.POST.get("verb"))
            return str(form.label).lower() if form else _("versie")
        return pages.get(self._page(), self.match.url_name or "")

    def _target(self):
        key = self.match.kwargs.get("object_id") or self.match.kwargs.get("id") or ""
        return (self.admin.opts.label_lower, str(key), "") if self.admin else ("", "", "")


@contextmanager
def failures(watched):
    """Note what is refused or goes wrong, after its transaction was rolled back."""
    try:
        yield
    except REFUSALS:
        watched.failed("refused")
        raise
    except Exception:
        watched.failed("error")
        raise


def _facts(entry):
    kind = f"{entry.content_type.app_label}.{entry.content_type.model}" if entry.content_type else ""
    return kind, entry.object_id or "", entry.object_repr
