"""Actions on many initiatives at once that respect their revisions: nothing is published past the four eyes."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.confirmed_actions import ConfirmedAction, PublishAction
from core.memo import dry_run
from core.records import State
from themes.models import Theme

from . import notifications, publishing, snapshot
from .models import RevisionState, draft_revision, ensure_revision, is_or_was_published, save_draft


class PublishRevisionAction(PublishAction):
    """Publishes drafts as they are, and of what is on the site the revision that was approved."""

    consequence = _("Dit komt meteen op de site. Van wat er al op staat, komt de nieuwe versie ervoor in de plaats.")
    success_message = ngettext_lazy("%(n)d initiatief gepubliceerd.", "%(n)d initiatieven gepubliceerd.", "n")

    def refusals(self, record, cleaned_data):
        revision = record.revisions.open().first()
        if not is_or_was_published(record):
            return super().refusals(record, cleaned_data) or self._lacks_approval(draft_revision(record))
        if _is_ready(revision):
            return _trial_refusals(revision)
        if not record.is_published:
            return super().refusals(record, cleaned_data)
        if revision is None:
            return [_("Dit staat al op de site, en er is geen nieuwe versie.")]
        text = _("Versie %(number)s is nog niet goedgekeurd (%(state)s).")
        return [text % {"number": revision.number, "state": revision.get_state_display()}]

    def remark(self, record):
        revision = record.revisions.open().first()
        if _is_ready(revision):
            return _("versie %(number)s") % {"number": revision.number}
        is_forced = settings.FOUR_EYES and not is_or_was_published(record)
        return _("zonder goedkeuring van een ander") if is_forced else ""

    def perform(self, record, cleaned_data):
        if is_or_was_published(record):
            revision = record.revisions.open().first()
            if not _is_ready(revision):
                return super().perform(record, cleaned_data)
        else:
            revision = ensure_revision(record, self.request.user)
        revision.publish(self.request.user)
        notifications.record_and_notify(self.model_admin, self.request, revision, "publish")
        self.model_admin.after_publishing(self.request, record)

    def _lacks_approval(self, revision):
        if "publish" in revision.allowed(self.request.user):
            return []
        return [_("Een andere redacteur moet dit eerst goedkeuren.")]


def _is_ready(revision):
    """Whether a revision may be published as it is; one that was sent back never may."""
    if revision is None or settings.FOUR_EYES:
        return revision is not None and revision.state == RevisionState.APPROVED
    return revision.state != RevisionState.RETURNED


def _trial_refusals(revision):
    """Reasons that a revision cannot be published, from a dry run."""
    try:
        with dry_run():
            publishing.publish_snapshot(revision.initiative, revision.snapshot)
    except snapshot.RevisionRefused as error:
        return error.reasons
    return []


class ThemeForm(forms.Form):
    """Asks for a theme."""

    theme = forms.ModelChoiceField(
        label=_("Thema"),
        queryset=Theme.objects.exclude(state=State.WITHDRAWN).order_by("position", "name"),
        empty_label=_("Kies een thema"),
        help_text=_("Het komt erbij. Het hoofdthema en de andere thema’s blijven zoals ze zijn."),
        error_messages={"required": _("Kies een thema.")},
    )


class AddThemeAction(ConfirmedAction):
    """Adds a theme: to a draft at once, and to what is or was on the site as a draft beside it."""

    name, title, button = "add_theme", _("Welk thema komt erbij?"), _("Thema toevoegen")
    consequence = _("Wat op de site staat, verandert pas als u het concept publiceert.")
    success_message = ngettext_lazy(
        "Thema toegevoegd bij %(n)d initiatief.", "Thema toegevoegd bij %(n)d initiatieven.", "n"
    )
    form = ThemeForm

    def refusals(self, record, cleaned_data):
        revision = record.revisions.open().first()
        if revision and is_or_was_published(record):
            text = _("Er is al een concept: versie %(number)s (%(state)s). Voeg het thema daarin toe.")
            return [text % {"number": revision.number, "state": revision.get_state_display()}]
        has_it = "theme" in cleaned_data and record.themes.filter(pk=cleaned_data["theme"].pk).exists()
        return [_("Dit thema staat er al bij.")] if has_it else []

    def remark(self, record):
        return _("wordt een concept") if is_or_was_published(record) else ""

    def perform(self, record, cleaned_data):
        text = _("Thema toegevoegd: %(theme)s.") % cleaned_data
        content = snapshot.take(record)
        themes = sorted([*content["themes"], cleaned_data["theme"].pk])
        save_draft(record, content | {"themes": themes}, self.request.user, text)
        self.model_admin.log_change(self.request, record, text)
