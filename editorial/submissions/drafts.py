"""Saving and confirming submissions, and turning them into draft initiatives."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.codes import save_with_code
from core.generation import content_change
from core.signed_links import token_hash
from initiatives.choices import InitiativeStatus
from initiatives.models import Initiative
from initiatives.models.constraints import SUMMARY_LENGTH
from initiatives.slugs import free_slug, used_slugs
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality

from .models import Submission

MAX_ADDITIONS = 20


def find_municipalities(text):
    """Find the municipalities that a submitter names.

    Args: text, one name, or more with commas between; former names count too, and villages.
    Returns: the slugs of the current municipalities, and the names that were not found.
    """
    slugs, unknown = [], []
    for name in [text] if gazetteer().find(text) else text.split(","):
        place = gazetteer().find(name)
        if place:
            slugs.append(place.current_slug)
        elif name.strip():
            unknown.append(name.strip())
    return list(dict.fromkeys(slugs)), unknown


def question_about(text):
    """Return a "did you mean" question about unknown municipality names; "" when none resembles a known name."""
    _slugs, unknown = find_municipalities(text)
    return " ".join(filter(None, map(gazetteer().did_you_mean, unknown)))


def confirm_submission(submission):
    """Confirm a submission, once, so that editors see it; an initiative becomes a draft."""
    with content_change():
        submission.refresh_from_db()
        if submission.confirmed_at:
            return
        submission.confirmed_at, submission.form_digest = timezone.now(), ""
        if submission.kind == Submission.Kind.INITIATIVE:
            submission.initiative = _draft(submission)
        submission.save(update_fields=["confirmed_at", "form_digest", "initiative"])


def _draft(submission):
    """Create a draft initiative, without personal data; what fits no field goes in its internal note."""
    slugs, unknown = find_municipalities(submission.where)
    draft = Initiative(
        slug=free_slug(submission.title, used_slugs(), "aanmelding"),
        title=submission.title,
        summary=Truncator(" ".join(submission.text.split())).chars(SUMMARY_LENGTH),
        approach=submission.text,
        lessons=submission.lessons,
        cost_note=submission.costs,
        contact_email=submission.mailbox,
        status=InitiativeStatus.UNKNOWN,
        main_theme=submission.theme,
        internal_note=_note(submission, unknown),
    )
    save_with_code(draft, "RED-")
    draft.themes.add(submission.theme)
    draft.municipalities.add(*Municipality.objects.filter(slug__in=slugs))
    return draft


def _note(submission, unknown):
    labelled_texts = [
        (_("Aangemeld via de site op"), f"{timezone.localdate(submission.created_at):%d-%m-%Y}"),
        (_("Voor wie"), submission.for_whom),
        (_("Gemeente die wij niet kennen"), ", ".join(unknown)),
        (_("Wat het opleverde, volgens de inzender"), submission.outcome),
        (_("Bron, volgens de inzender"), submission.source),
    ]
    return "\n".join(f"{label}: {text}" for label, text in labelled_texts if text)


def save_submission(form, kind, token, digest, initiative=None):
    """Save a form; with a mail address it can be opened with the token, of which only the hash is stored.

    Raises: IntegrityError when a form with the same digest was saved, and is not confirmed yet.
    """
    fields = {name: value for name, value in form.cleaned_data.items() if name not in {"extra", "shown", "asked"}}
    fields["token_hash"] = token_hash(token) if fields["email"] else None
    return Submission.objects.create(kind=kind, initiative=initiative, form_digest=digest, **fields)


def add_to_submission(submission, text):
    """Save an addition to a submission, unless the same text is there already or MAX_ADDITIONS is reached."""
    with transaction.atomic():
        locked = Submission.objects.select_for_update(of=["self"]).get(pk=submission.pk)
        additions = locked.additions
        if additions.count() < MAX_ADDITIONS and not additions.filter(text=text).exists():
            additions.create(text=text)
