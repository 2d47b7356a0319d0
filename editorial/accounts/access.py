"""Submitters of a municipality: what they reach at the desk, and which drafts are theirs."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.records import State
from municipalities.models import Municipality

from .roles import CHIEF_EDITORS, EDITORS, SUBMITTERS

OPEN = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
DRAFTS = ("initiatives_initiative_", "initiative_revision")
DESK_ONLY = {"state", "checked_on"}  # the parts of the form with these are for editors


def is_submitter(user):
    """Whether somebody only writes drafts for their own municipalities; the portal itself, None, does not."""
    if user is None or not user.is_authenticated or user.is_superuser:
        return False
    if not hasattr(user, "_is_limited"):
        names = set(user.groups.values_list("name", flat=True))
        user._is_limited = SUBMITTERS in names and not names & {EDITORS, CHIEF_EDITORS}
    return user._is_limited


def may_reach(user, name):
    """Whether somebody may come at the page of the desk with this name."""
    return not is_submitter(user) or name in OPEN or name.startswith(DRAFTS)


def own_municipalities(user):
    """The municipalities that an account writes for."""
    return Municipality.objects.filter(municipalityaccess__user=user)


class OwnMunicipalitiesAdmin:
    """Keeps submitters to drafts whose municipalities are all their own; others see no difference."""

    def get_queryset(self, request):
        found = super().get_queryset(request)
        if not is_submitter(request.user):
            return found
        own = own_municipalities(request.user).values("pk")
        links = self.model.municipalities.through.objects
        theirs = links.filter(municipality__in=own).values("initiative")
        foreign = links.exclude(municipality__in=own).values("initiative")
        return found.filter(state=State.DRAFT, pk__in=theirs).exclude(pk__in=foreign)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_theirs(request, obj)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_theirs(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_submitter(request.user)

    def get_actions(self, request):
        return {} if is_submitter(request.user) else super().get_actions(request)

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if not is_submitter(request.user):
            return found
        return [part for part in found if not DESK_ONLY & set(part[1]["fields"])]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["code"] if is_submitter(request.user) else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return _own_only(form, request.user) if is_submitter(request.user) else form

    def _is_theirs(self, request, obj):
        if obj is None or not is_submitter(request.user):
            return True
        return self.get_queryset(request).filter(pk=obj.pk).exists()


class RestrictedAutocomplete(AutocompleteJsonView):
    """What a search field offers: to submitters only what visitors know, and their own drafts."""

    def get_queryset(self):
        found = super().get_queryset()
        hides = is_submitter(self.request.user) and not isinstance(self.model_admin, OwnMunicipalitiesAdmin)
        return found.published() if hides and hasattr(found, "published") else found


def _own_only(form, user):
    """The form, refusing municipalities that are not of this user, and a draft without any."""

    class OwnForm(form):
        def clean_municipalities(self):
            chosen = self.cleaned_data["municipalities"]
            own = set(own_municipalities(user).values_list("pk", flat=True))
            if not chosen or {place.pk for place in chosen} - own:
                raise ValidationError(_("Kies alleen gemeenten waarvoor u inzendt, en minstens één."))
            return chosen

    return OwnForm
