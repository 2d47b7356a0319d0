"""Mending a typo in what visitors read about a change: the notes of an initiative, after they were published."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.fields import LineField
from core.generation import content_change
from editorial.audit.request_log import name_action

from .history.models import PublicChange
from .states import FORCE
from .typos import is_small_correction


class ChangeNotesForm(forms.Form):
    """A field for each note, under its day; only a chief editor may write something else than was there.

    A field is named by how many notes are older, so that a note which is added meanwhile moves none.
    """

    def __init__(self, data, initiative, user):
        super().__init__(data)
        self.user = user
        for index, (day, text) in enumerate(initiative.dated_change_notes):
            self.fields[_older_than(index, initiative)] = LineField(
                label=date_format(day),
                initial=text,
                max_length=200,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Schrijf op wat er veranderde. Leeg kan niet meer.")},
            )

    def clean(self):
        for name in self.changed_data:
            pair = (self.fields[name].initial, self.cleaned_data.get(name, ""))
            if name not in self.errors and not (self.user.has_perm(FORCE) or is_small_correction([pair])):
                self.add_error(name, _("Hier verbetert u alleen een typefout. Meer doet een eindredacteur."))
        return self.cleaned_data

    def save(self, initiative):
        """Write the notes that changed: here, at the revisions that they came with, and in the public history."""
        with content_change():
            initiative.refresh_from_db(fields=["change_notes"])
            for name in sorted(self.changed_data, key=int):
                _correct(initiative, len(initiative.change_notes) - 1 - int(name), self.cleaned_data[name])
            initiative.save(update_fields=["change_notes", "updated_at"])


def _older_than(index, initiative):
    return str(len(initiative.change_notes) - 1 - index)


def _correct(initiative, index, new):
    """Rewrite a note wherever it stands; of equal notes, the revision and the change that came with this one."""
    texts = [note["text"] for note in initiative.change_notes]
    old, newer_equals = texts[index], texts[:index].count(texts[index])
    initiative.change_notes[index]["text"] = new
    published = initiative.revisions.filter(published_at__isnull=False, change_note=old)
    changes = initiative.public_changes.filter(note=old).exclude(kind=PublicChange.Kind.GONE)
    for rows, field in ((published.order_by("-published_at", "-pk"), "change_note"), (changes.order_by("-pk"), "note")):
        for row in rows[newer_equals : newer_equals + 1]:
            setattr(row, field, new)
            row.save(update_fields=[field])


def change_notes_page(model_admin, request, initiative, page):
    """The notes of an initiative in a form; a POST mends them. page, a function that renders a template with it."""
    name_action(_("wat er veranderde verbeteren"))
    form = ChangeNotesForm(request.POST or None, initiative, request.user)
    if form.is_valid():
        if form.has_changed():
            form.save(initiative)
            text = _("Verbeterd: wat er veranderde.")
            model_admin.log_change(request, initiative, text)
            model_admin.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:initiative_revisions", args=[initiative.pk]))
    title = _("Wat er veranderde aan ‘%(initiative)s’") % {"initiative": initiative}
    return page(model_admin, request, "change_notes", initiative, title=title, form=form)
