"""Base classes for every admin: relations by name, fixed addresses, publishing and withdrawing."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from search import index
from search.documents import DOCUMENT_SOURCES

from .admin_fields import TEXT_FIELDS
from .codes import save_with_code
from .confirmed_actions import PublishAction, WithdrawAction
from .fields import DateTimeLocalInput
from .form_errors import error_links
from .form_parts import unfold_filled
from .logged_admin import LoggedAdmin
from .publishing import publish_errors
from .records import MAX_KEY_DIGITS, State, is_key
from .units import without_unit
from .usage import deletion_blockers, usage

PLAIN = "lijsten"  # in the address of a form for whoever has no script
SPARE_PARTS = 3  # rows for new parts of each kind, for whoever has no script


def _frozen(querysets):
    """Return querysets by primary key, so that they keep the same records when the fields filtered on change."""
    keys_by_model = [(records.model, list(records.values_list("pk", flat=True))) for records in querysets]
    return [model.objects.filter(pk__in=keys) for model, keys in keys_by_model]


class KeysOnly:
    """A search field that shows nothing for what is no key, where Django's own fails on it."""

    def optgroups(self, name, value, attrs=None):
        """The records that are chosen; without any no query is built, which costs a form of many fields a tenth."""
        keys = [key for key in value if is_key(key)]
        if keys:
            return super().optgroups(name, keys, attrs)
        has_blank = not self.is_required and not self.allow_multiple_selected
        return [(None, [self.create_option(name, "", "", False, 0)] if has_blank else [], 0)]


class RelationSelect(KeysOnly, AutocompleteSelect):
    """A search field for one record."""


class RelationSelectMultiple(KeysOnly, AutocompleteSelectMultiple):
    """A search field for any number of records; a key that fits no database is cut off, to be refused as unknown."""

    def value_from_datadict(self, data, files, name):
        return [key[:MAX_KEY_DIGITS] for key in super().value_from_datadict(data, files, name)]


class AutocompleteRelations:
    """Offers every relation as a search field, so that no form carries a list of all municipalities.

    Such a field needs a script; without one, the address with `PLAIN` gives a form with lists.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field, without the cross with which Django would delete the record that is chosen in it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RelationSelect(db_field, self.admin_site))
        elif PLAIN in request.GET:
            kwargs.setdefault("queryset", self.admin_site.choosable(request.user, db_field.related_model))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RelationSelectMultiple(db_field, self.admin_site))
        elif PLAIN in request.GET:
            kwargs.setdefault("queryset", self.admin_site.choosable(request.user, db_field.related_model))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_autocomplete_fields(self, request):
        """All relations that are edited in the form, for whoever has a script."""
        if PLAIN in request.GET:
            return []
        relations = [*self.model._meta.fields, *self.model._meta.local_many_to_many]
        return [field.name for field in relations if self._is_choosable(field)]

    def _is_choosable(self, field):
        if isinstance(field, models.ManyToManyField):
            return field.remote_field.through._meta.auto_created
        return isinstance(field, models.ForeignKey)


class PartFormSet(forms.BaseInlineFormSet):
    """The parts of a record, with one form for a part to be added: Django makes it anew for every use."""

    @cached_property
    def empty_form(self):
        return super().empty_form


class PartInline(AutocompleteRelations, admin.StackedInline):
    """Parts of a record, one below the other so that they fit on a phone."""

    extra = 0
    formset = PartFormSet
    formfield_overrides = TEXT_FIELDS

    def get_fields(self, request, obj=None):
        """Its fields, read once for each request: Django makes the whole form anew to know them."""
        if not hasattr(self, "_own_fields"):
            self._own_fields = super().get_fields(request, obj)
        return self._own_fields

    def get_extra(self, request, obj=None, **kwargs):
        return SPARE_PARTS if PLAIN in request.GET else super().get_extra(request, obj, **kwargs)


class MeasuredForm(forms.ModelForm):
    """The form of something with a value and a unit, of which the unit is said once."""

    def clean(self):
        cleaned = super().clean()
        if "value" in cleaned:
            cleaned["value"] = without_unit(cleaned["value"], cleaned.get("unit", ""))
        return cleaned


class SourceFormSet(PartFormSet):
    """The sources of a record; a published one cannot do without."""

    def clean(self):
        super().clean()
        filled_in = [form for form in self.forms if form.has_changed() or form.instance.pk]
        remaining = [form for form in filled_in if not self._should_delete_form(form)]
        source = self.fk.remote_field.get_accessor_name()
        facts = {"state": self.instance.state, source: remaining}
        for field, sentence in publish_errors(type(self.instance), facts):
            if field == source:
                raise ValidationError(sentence)


class RecordForm(forms.ModelForm):
    """The form of something that is published: what is to be on the site, is complete."""

    def clean(self):
        cleaned = super().clean()
        state = cleaned.get("state", self.instance.state)
        if state == State.PUBLISHED and cleaned.get("withdrawal_reason") and "withdrawal_reason" in self.changed_data:
            self.add_error("withdrawal_reason", _("Kies bij ‘Publicatie’ ook ‘ingetrokken’, of haal deze reden weg."))
        refused = set(self.errors)
        for field, sentence in publish_errors(self._meta.model, cleaned | {"state": state}):
            if field in self.fields and field not in refused:
                self.add_error(field, sentence)
        return cleaned


class DeskAdmin(AutocompleteRelations, LoggedAdmin):
    """Content at the desk: its code and address never change once others may know them."""

    slug_from = ""
    code_prefix = ""
    view_on_site = False
    shows_usage = True
    list_per_page = 50
    formfield_overrides = TEXT_FIELDS | {
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimeLocalInput},
    }

    def get_prepopulated_fields(self, request, obj=None):
        return {"slug": [self.slug_from]} if self.slug_from and obj is None else {}

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.fixed_fields(obj) if obj else [])]

    def get_changelist_formset(self, request, **kwargs):
        """The fields in a list, which have no label there: each says its name to a screen reader."""
        formset = super().get_changelist_formset(request, **kwargs)
        for name in self.list_editable:
            field = formset.form.base_fields[name]
            field.widget.attrs["aria-label"] = field.label
        return formset

    def fixed_fields(self, obj):
        """Names of the fields that cannot be changed in an existing record."""
        return [name for name in ("code", "slug") if hasattr(obj, name)]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "code" and self.code_prefix:
            kwargs |= {"required": False, "help_text": _("Laat dit leeg: het portaal kiest zelf een vaste code.")}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def search_dependents(self, obj):
        """The records of which the search text has words of this one, to index again with it: a list of querysets."""
        return []

    def save_model(self, request, obj, form, change):
        stored = self.model._base_manager.filter(pk=obj.pk).first() if change else None
        obj.dependents_before = _frozen(self.search_dependents(stored)) if stored else []
        if self.code_prefix and not obj.code:
            save_with_code(obj, self.code_prefix)
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.after_save(request, form.instance, change, getattr(form.instance, "dependents_before", []))

    def after_save(self, request, obj, change, dependents_before):
        """Called when the form saved a record with its parts; dependents_before, as of `search_dependents`."""
        self.after_change(request, obj, dependents_before)

    def after_change(self, request, obj, dependents_before=()):
        """Bring the search up to date, in the same transaction: this record, and what is found by its words."""
        if self.model in DOCUMENT_SOURCES:
            index.update(self.model.objects.filter(pk=obj.pk))
        else:
            index.update_wholes(self.model, [obj.pk])
        for records in [*dependents_before, *self.search_dependents(obj)]:
            index.update(records)

    def delete_model(self, request, obj):
        with transaction.atomic():
            pk, dependents = obj.pk, _frozen(self.search_dependents(obj))
            if self.model in DOCUMENT_SOURCES:
                index.remove(self.model, [pk])
            super().delete_model(request, obj)
            index.update_wholes(self.model, [pk])
            for records in dependents:
                index.update(records)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)

    def get_deleted_objects(self, objs, request):
        """Return what would be deleted, and what blocks it: each use of a record, also what Django would unlink."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        links = {field.remote_field.through._meta.verbose_name_plural for field in self.model._meta.many_to_many}
        counts = {name: number for name, number in counts.items() if name not in links}
        return to_delete, counts, missing, deletion_blockers(objs) or protected

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stored = self.model._base_manager.filter(pk=obj.pk).first() if obj and context["errors"] else obj
        context["desk_links"] = self.desk_links(stored) if stored else []
        context["usage"] = usage(obj) if obj and self.shows_usage else None
        inlines = context["inline_admin_formsets"]
        context["form_parts"] = unfold_filled(context["adminform"], inlines)
        formsets = [inline.formset for inline in inlines]
        context["error_links"] = error_links(context["adminform"].form, formsets) if context["errors"] else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def desk_links(self, obj):
        """The links above the form of a record: a list of (label, address)."""
        public = getattr(obj, "is_published", True) and hasattr(obj, "get_absolute_url")
        return [(_("Bekijk op site"), obj.get_absolute_url())] if public else []


class RecordAdmin(DeskAdmin):
    """Something that is published and withdrawn."""

    form = RecordForm
    publish_action = PublishAction
    actions = ["publish", "withdraw"]
    list_filter = ["state"]

    def fixed_fields(self, obj):
        fixed = super().fixed_fields(obj)
        return [name for name in fixed if name != "slug" or obj.state != State.DRAFT]

    def after_publishing(self, request, record):
        """Called when a record was just published, to tell the editor what follows."""

    @admin.action(description=_("Publiceren"), permissions=["change"])
    def publish(self, request, queryset):
        """Publish the records that are complete."""
        return self.publish_action(self, request).respond(queryset)

    @admin.action(description=_("Intrekken, met een reden"), permissions=["change"])
    def withdraw(self, request, queryset):
        """Withdraw records; the old address says why."""
        return WithdrawAction(self, request).respond(queryset)

    def save_state(self, request, record, text):
        """Save the new state of a record, with what hangs on it, and note who did it."""
        with transaction.atomic():
            record.save(update_fields=["state", "withdrawal_reason", "updated_at"])
            self.log_change(request, record, str(text))
            self.after_change(request, record)
