"""The admin site of the editors."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from search.revision import change

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
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def has_permission(self, request):
        """Nobody is at the desk without a second factor in this session."""
        return super().has_permission(request) and second_factor.is_passed(request)

    def index(self, request, extra_context=None):
        """The first page: what there is to do, and then everything else."""
        return super().index(request, {**(extra_context or {}), "desk": desk_of(request.user)})

    def admin_view(self, view, cacheable=False):
        """Whatever an editor sends is one change: it happens as a whole, and no visitor sees an older page after it."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def wrapped(request, *args, **kwargs):
            if request.method in {"GET", "HEAD"} or not self.has_permission(request):
                return inner(request, *args, **kwargs)
            with change():
                return inner(request, *args, **kwargs)

        return wrapped
