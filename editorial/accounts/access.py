"""Access rules for submitters of a municipality in the admin: which pages they open and which drafts they change."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.db.models import Case, SmallIntegerField, When
from django.utils.translation import gettext_lazy as _

from core.records import State
from municipalities.models import Municipality
from search import folded_lookup

from .roles import CHIEF_EDITORS, EDITORS, SUBMITTERS

OPEN_PAGES = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
DRAFT_PAGES = ("initiatives_initiative_", "initiative_revision")
EDITOR_FIELDS = {"state", "withdrawal_reason", "checked_on", "evidence"}  # the fieldsets with these are theirs alone


def is_submitter(user):
    """Whether a user only writes drafts for their own municipalities; None, the portal itself, does not."""
    if user is None or not user.is_authenticated or user.is_superuser:
        return False
    if not hasattr(user, "_is_submitter"):
        groups = set(user.groups.values_list("name", flat=True))
        user._is_submitter = SUBMITTERS in groups and not groups & {EDITORS, CHIEF_EDITORS}
    return user._is_submitter


def may_reach(user, url_name):
    """Whether a user may open the admin page with this URL name."""
    return not is_submitter(user) or url_name in OPEN_PAGES or url_name.startswith(DRAFT_PAGES)


def own_municipalities(user):
    """Queryset of the municipalities that a user writes drafts for, with their successors."""
    return Municipality.objects.filter(municipalityaccess__user=user).with_successors()


class OwnMunicipalitiesAdmin:
    """Admin mixin that limits submitters to drafts whose municipalities are all their own; others are not limited."""

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if not is_submitter(request.user):
            return queryset
        municipalities = own_municipalities(request.user).values("pk")
        links = self.model.municipalities.through.objects
        own = links.filter(municipality__in=municipalities).values("initiative")
        foreign = links.exclude(municipality__in=municipalities).values("initiative")
        return queryset.filter(state=State.DRAFT, pk__in=own).exclude(pk__in=foreign)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_own_draft(request, obj)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and self._is_own_draft(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_submitter(request.user)

    def get_actions(self, request):
        return {} if is_submitter(request.user) else super().get_actions(request)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not is_submitter(request.user):
            return fieldsets
        return [(title, options) for title, options in fieldsets if not EDITOR_FIELDS & set(options["fields"])]

    def get_readonly_fields(self, request, obj=None):
        readonly = ["code"] if is_submitter(request.user) else []
        return [*super().get_readonly_fields(request, obj), *readonly]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return _own_municipalities_form(form, request.user) if is_submitter(request.user) else form

    def _is_own_draft(self, request, obj):
        if obj is None or not is_submitter(request.user):
            return True
        return self.get_queryset(request).filter(pk=obj.pk).exists()


class RestrictedAutocomplete(AutocompleteJsonView):
    """Autocomplete view; submitters get only published records, and their own drafts.

    Names that begin with the search term come first: Weert before Nederweert.
    """

    def get_queryset(self):
        queryset = super().get_queryset()
        only_public = is_submitter(self.request.user) and not isinstance(self.model_admin, OwnMunicipalitiesAdmin)
        records = queryset.published() if only_public and hasattr(queryset, "published") else queryset
        lookup, pattern = self.model_admin.get_search_fields(self.request)[0], folded_lookup.beginning(self.term)
        if not pattern or not lookup.endswith("__iregex"):
            return records
        begins = Case(When(**{lookup: pattern}, then=0), default=1, output_field=SmallIntegerField())
        ordering = records.query.order_by or records.model._meta.ordering
        return records.annotate(begins=begins).order_by("begins", *ordering)


def _own_municipalities_form(form, user):
    """Return a subclass of the form that refuses municipalities of others, and a draft without any."""

    class OwnMunicipalitiesForm(form):
        def clean_municipalities(self):
            municipalities = self.cleaned_data["municipalities"]
            own = set(own_municipalities(user).values_list("pk", flat=True))
            if not municipalities or {municipality.pk for municipality in municipalities} - own:
                raise ValidationError(_("Kies alleen gemeenten waarvoor u inzendt, en minstens één."))
            return municipalities

    return OwnMunicipalitiesForm
