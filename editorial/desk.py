"""The admin site of the editors."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from search.revision import change

from .access import Suggestions, may_reach
from .audit.watching import Watched, failures
from .login import second_factor
from .worklist import desk_of

ORDER = ["initiatives", "sources", "themes", "municipalities", "editorial", "taggit", "auth"]


class EditorsDesk(AdminSite):
    """The Django admin with Dutch names; models register as usual."""

    site_title = _("Redactie inspiratiemarkt")
    site_header = _("Redactie inspiratiemarkt")
    index_title = _("Wat moet er gebeuren?")
    enable_nav_sidebar = False  # a list needs the room for its columns

    def get_app_list(self, request, app_label=None):
        """The rooms of the portal, with what editors need most on top."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"] = [part for part in app["models"] if may_reach(request.user, _list_name(part["model"]))]
        apps = [app for app in apps if app["models"]]
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def has_permission(self, request):
        """Nobody is at the desk without a second factor in this session."""
        return super().has_permission(request) and second_factor.is_passed(request)

    def autocomplete_view(self, request):
        return Suggestions.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        """The first page: what there is to do, and then everything else."""
        return super().index(request, {**(extra_context or {}), "desk": desk_of(request.user)})

    def admin_view(self, view, cacheable=False):
        """Whatever an editor sends is one change, noted and as a whole; after it no visitor sees an older page."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapped(request, *args, **kwargs):
            if not may_reach(request.user, request.resolver_match.url_name or ""):
                return self._refuse(request)
            if request.method in {"GET", "HEAD"} or not self.has_permission(request):
                return inner(request, *args, **kwargs)
            watched = Watched(self, request)
            with failures(watched), change():
                watched.remember()
                response = inner(request, *args, **kwargs)
                watched.collect()
            watched.done(response)
            return response

        return wrapped

    def _refuse(self, request):
        if request.method not in {"GET", "HEAD"}:
            Watched(self, request).failed("refused")
        raise PermissionDenied


def _list_name(model):
    return f"{model._meta.app_label}_{model._meta.model_name}_changelist"
