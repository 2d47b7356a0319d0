"""The form of an initiative that exists: it writes nothing but a revision."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from core.memo import dry_run
from core.records import State
from initiatives.models import Initiative

from . import conflicts, snapshot
from .models import is_or_was_published, save_draft


@dataclass(frozen=True)
class DraftOutcome:
    """The response of a form; of one that was saved also the row, its content, and the content before."""

    response: HttpResponse
    row: Initiative | None = None
    content: dict | None = None
    content_before: dict | None = None

    @property
    def is_saved(self):
        """Whether the form was sent and is valid."""
        return self.row is not None


class DraftEditor:
    """One request for the form of an initiative, which goes on with its newest draft.

    All that the form writes is rolled back, and what it would have written is saved as a draft.
    """

    def __init__(self, request, initiative):
        self.request, self.initiative = request, initiative
        self.opened_on = conflicts.opened_on(request, initiative)
        self.draft = conflicts.opened_draft(initiative, self.opened_on)

    @property
    def context(self):
        """Context for the template of the form."""
        return {"opened_on": self.opened_on, "draft": self.draft, "edited": self.initiative}

    @property
    def has_conflict(self):
        """Whether somebody else saved since the form was opened, and the editor did not see that yet."""
        return conflicts.has_conflict(self.request, self.initiative)

    def run(self, changeform):
        """Open the form, or try to save it.

        Nothing is in a transaction when the response is rendered: what it needs of the draft was read by then.
        Args: changeform, a callable that returns the response of Django's own view of the form.
        Returns: a DraftOutcome. Raises: RevisionRefused, when the draft names what no longer exists.
        """
        must_be_applied = self._must_be_applied()
        if self.request.method != "POST" and not must_be_applied:
            return DraftOutcome(changeform())
        with dry_run():
            if must_be_applied:
                snapshot.apply(self.initiative, self.draft.snapshot, as_draft=True)
            return self._try(changeform)

    def save(self, model_admin, outcome):
        """Save what an editor changed: the content as a draft; the slug of a draft and the state at once."""
        changes = [
            (outcome.content != outcome.content_before, self._save_content),
            (outcome.row.slug != self.initiative.slug, self._save_slug),
            (_state(outcome.row) != _state(self.initiative), self._save_state),
        ]
        for save in [save for is_changed, save in changes if is_changed]:
            save(model_admin, outcome)
        if not any(is_changed for is_changed, _save in changes):
            text = _("U heeft niets veranderd. Er is geen nieuw concept.")
            model_admin.message_user(self.request, text, messages.INFO)

    def _must_be_applied(self):
        """Whether the draft must first be written over the row, which has other content.

        That is so when the row was ever public, or when the revision that was opened has been replaced since.
        """
        return self.draft and (is_or_was_published(self.initiative) or not self.draft.is_open)

    def _try(self, changeform):
        if self.request.method != "POST":
            return DraftOutcome(_read(changeform()))
        before = snapshot.take(self.initiative)
        response = changeform()
        if _shows_form(response):
            return DraftOutcome(_read(response))
        row = Initiative.objects.get(pk=self.initiative.pk)
        return DraftOutcome(response, row, snapshot.take(row), before)

    def _save_content(self, model_admin, outcome):
        revision = save_draft(self.initiative, outcome.content, self.request.user)
        text = _("Bewaard als concept (versie %(number)s). De site verandert pas als u deze versie publiceert.")
        model_admin.message_user(self.request, text % {"number": revision.number}, messages.SUCCESS)
        text = _("Versie %(number)s bewaard.") % {"number": revision.number}
        model_admin.log_change(self.request, self.initiative, text)

    def _save_slug(self, model_admin, outcome):
        self.initiative.slug = outcome.row.slug
        self.initiative.save(update_fields=["slug", "updated_at"])
        text = _("Het adres wordt %(address)s.") % {"address": self.initiative.get_absolute_url()}
        model_admin.log_change(self.request, self.initiative, text)
        model_admin.message_user(self.request, text, messages.SUCCESS)

    def _save_state(self, model_admin, outcome):
        if outcome.row.state == State.PUBLISHED:
            model_admin.publish_or_submit(self.request, self.initiative)
            return
        self.initiative.state, self.initiative.withdrawal_reason = _state(outcome.row)
        text = _("‘%(initiative)s’ staat niet op de site.") % {"initiative": self.initiative}
        model_admin.save_state(self.request, self.initiative, text)
        model_admin.message_user(self.request, text, messages.SUCCESS)


def _state(row):
    return row.state, row.withdrawal_reason


def _shows_form(response):
    """Whether Django shows the form again, so that it saved nothing."""
    return "adminform" in (getattr(response, "context_data", None) or {})


def _read(response):
    """The response with what its form shows of the draft read from the database, so that it is rendered without."""
    if _shows_form(response):
        for inline in response.context_data["inline_admin_formsets"]:
            inline.formset.forms  # noqa: B018 (reads the parts)
    return response
