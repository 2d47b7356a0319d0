"""The admin site of the editors."""

from functools import wraps
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.background_admin import recent_jobs
from core.generation import content_change
from core.safe_methods import SAFE_METHODS
from core.typed_text import typed_text
from search import folded_lookup

from .accounts import form_recovery, second_factor
from .accounts.access import RestrictedAutocomplete, is_submitter, may_reach
from .accounts.roles import EDITORIAL
from .audit import record_urls
from .audit.models import AuditEntry
from .audit.request_log import RequestLog, name_action, record_done, record_logged, recording_for
from .reviews.tasks import overview_for

ORDER = ["initiatives", "sources", "library", "themes", "municipalities", "pages", "editorial", "taggit", "auth"]
MAX_LOG = 200  # lines about one record


class EditorsSite(AdminSite):
    """The Django admin with Dutch names; models register as usual."""

    site_title = _("Redactie inspiratiemarkt")
    site_header = _("Redactie inspiratiemarkt")
    index_title = _("Wat moet er gebeuren?")
    enable_nav_sidebar = False  # a list needs the room for its columns

    def get_urls(self):
        """Return the admin URLs, with the page of the editorial section and redirects from old `editorial/` URLs."""
        section = self.admin_view(self.app_index)
        return [
            path("bewerk/", self.edit_page, name="edit_page"),
            path("editorial/", section, {"app_label": "editorial"}, name="editorial"),
            path("editorial/<slug:model_name>/", self.admin_view(self.moved_model)),
            path("editorial/<slug:model_name>/<path:rest>", self.admin_view(self.moved_model)),
            *super().get_urls(),
        ]

    def moved_model(self, request, model_name, rest=""):
        """Redirect an old `editorial/` URL to the app that the model is in now; raises Http404 for an unknown model."""
        label = next((app for app in sorted(EDITORIAL) if model_name in apps.get_app_config(app).models), None)
        if label is None:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        address = f"{reverse('admin:index')}{label}/{model_name}/{rest}"
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)

    def edit_page(self, request):
        """Redirect from a public page, which all link here, to the admin form of its record, by way of the login."""
        page = request.GET.get("pagina") or urlsplit(request.headers.get("Referer", "")).path
        if not self.has_permission(request):
            return redirect_to_login(reverse("admin:edit_page", query={"pagina": page[:300]}), reverse("admin:login"))
        address = record_urls.form_of_page(self, page)
        if not address:
            messages.info(request, _("Deze bladzijde heeft geen eigen formulier. Zoek hieronder wat u wilt wijzigen."))
        return HttpResponseRedirect(address or reverse("admin:index"))

    def get_app_list(self, request, app_label=None):
        """Return the sections of the admin index, in the order of ORDER; the apps of `editorial` are one section."""
        sections = {}
        for app in super().get_app_list(request):
            models = [model for model in app["models"] if self.may_reach(request.user, _list_name(model["model"]))]
            label = _section(app["app_label"])
            if models and (app_label is None or label == _section(app_label)):
                app = {**app, "app_label": label, "app_url": f"{reverse('admin:index')}{label}/", "models": []}
                sections.setdefault(label, app)["models"] += models
        for section in sections.values():
            section["models"].sort(key=lambda model: model["name"].lower())
        return sorted(sections.values(), key=lambda app: _position(app["app_label"]))

    def has_permission(self, request):
        """Whether a user may use the admin, for which this session needs a second factor as well."""
        return super().has_permission(request) and second_factor.is_passed(request)

    def autocomplete_view(self, request):
        return RestrictedAutocomplete.as_view(admin_site=self)(request)

    def logout(self, request, extra_context=None):
        name_action(_("uitloggen"))
        response = super().logout(request, extra_context)
        record_done()
        return response

    def password_change(self, request, extra_context=None):
        name_action(_("wachtwoord wijzigen"))
        response = super().password_change(request, extra_context)
        if isinstance(response, HttpResponseRedirect):  # the form is not shown again
            record_done()
        return response

    def index(self, request, extra_context=None):
        """Show the admin index: open tasks and recent background jobs, and then all sections."""
        desk = {**overview_for(request.user), "jobs": recent_jobs(request.user)}
        return super().index(request, {**(extra_context or {}), "desk": desk})

    def admin_view(self, view, cacheable=False):
        """Wrap a view: a POST is one transaction, is recorded in the audit log and outdates cached public pages."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapped(request, *args, **kwargs):
            if _has_nul(request):
                raise BadRequest
            if not self.may_reach(request.user, request.resolver_match.url_name or ""):
                return self._refuse(request)
            if not self.has_permission(request):
                return self._store_form(request) or inner(request, *args, **kwargs)
            if request.method in SAFE_METHODS:
                return self._recovered_form(request, inner, args, kwargs) or inner(request, *args, **kwargs)
            request_log = RequestLog(self, request)
            with request_log.recording(), content_change():
                response = inner(request, *args, **kwargs)
            request_log.finish(response)
            if isinstance(response, HttpResponseRedirect):
                form_recovery.forget(request)
            return response

        return wrapped

    def each_context(self, request):
        """Return the context of every admin page, with the signed user id for its forms (see `form_recovery`)."""
        return {**super().each_context(request), "typed_by": form_recovery.owner_mark(request.user)}

    def name_action(self, words):
        """Say in a few words what the request does, for its lines in the audit log."""
        name_action(words)

    def recording_for(self, user, origin):
        """Return a context manager for background work: `record` logs for the user and IP address that started it."""
        return recording_for(user.get_username(), origin)

    def search_patterns(self, text):
        """Return the `iregex` patterns for a search by an editor, which ignore case, accents and apostrophes."""
        return folded_lookup.patterns(text)

    def log_of(self, user, model, key):
        """Return the newest audit log entries about one record, at most MAX_LOG; none for submitters."""
        entries = AuditEntry.objects.filter(object_type=model._meta.label_lower, object_key=key)
        return [] if is_submitter(user) else entries[:MAX_LOG]

    def choosable(self, user, model):
        """Queryset of the choices of a field without autocomplete; only published records for submitters."""
        records = model._default_manager.all()
        return records.published() if is_submitter(user) and hasattr(records, "published") else records

    def may_reach(self, user, url_name):
        """Whether a user may open the page with this URL name."""
        return may_reach(user, url_name)

    def record(self, records, flag):
        """Record in the audit log what a `LoggedAdmin` of this site did to records; flag, that of a LogEntry.

        Returns: the audit log entries.
        """
        return record_logged(records, flag)

    def _store_form(self, request):
        """Store a form sent without a login, and return a redirect to the login; None without anything to store."""
        key = request.method not in SAFE_METHODS and form_recovery.store(request)
        return redirect_to_login(form_recovery.address(request, key), reverse("admin:login")) if key else None

    def _recovered_form(self, request, inner, args, kwargs):
        """Show a stored form again, filled in; None when the URL does not ask for one.

        `LoggedAdmin` fills in the form of a record; of any other form the values are listed, to be sent again.
        """
        if form_recovery.PARAMETER not in request.GET:
            return None
        stored = form_recovery.load(request)
        if stored is None:
            return HttpResponseRedirect(form_recovery.plain_address(request))
        request.refill, request.had_files = stored
        if request.resolver_match.url_name.endswith(("_add", "_change")):
            return inner(request, *args, **kwargs)
        request.method, request.POST = "POST", request.refill
        context = {**self.each_context(request), "title": _("Wat u verstuurde, is nog niet verwerkt")}
        context |= {"typed": typed_text(request), "sent": [(n, v) for n, vs in request.POST.lists() for v in vs]}
        return render(request, "admin/recovered_form.html", context | {"action": form_recovery.plain_address(request)})

    def _refuse(self, request):
        if request.method not in SAFE_METHODS:
            RequestLog(self, request).add_outcome("refused")
        raise PermissionDenied


def _has_nul(request):
    """Whether a URL has a NUL character in it, which PostgreSQL accepts in no query."""
    return "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def _section(app_label):
    return "editorial" if app_label in EDITORIAL else app_label


def _position(app_label):
    return ORDER.index(app_label) if app_label in ORDER else len(ORDER)


def _list_name(model):
    return f"{model._meta.app_label}_{model._meta.model_name}_changelist"
