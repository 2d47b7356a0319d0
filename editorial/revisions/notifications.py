"""The mails about a revision: to those who may approve it, and to its author. They hold nothing of it but its title."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts.roles import mailable_editors
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail

from .forms import CONFIRMATIONS

MAILS = {
    "submit": (
        gettext_lazy("Te beoordelen: %(title)s"),
        gettext_lazy(
            "%(who)s vraagt om versie %(number)s van ‘%(title)s’ te beoordelen. Bekijk wat er verandert."
            " Keur de versie dan goed, of stuur die terug."
        ),
    ),
    "approve": (
        gettext_lazy("Goedgekeurd: %(title)s"),
        gettext_lazy("%(who)s keurde uw versie %(number)s van ‘%(title)s’ goed. De versie kan nu op de site."),
    ),
    "send_back": (
        gettext_lazy("Teruggestuurd: %(title)s"),
        gettext_lazy("%(who)s stuurde uw versie %(number)s van ‘%(title)s’ terug. U leest hieronder waarom."),
    ),
    "publish": (
        gettext_lazy("Gepubliceerd: %(title)s"),
        gettext_lazy("%(who)s publiceerde uw versie %(number)s van ‘%(title)s’. Die staat nu op de site."),
    ),
}
COMMENTED = {"approve", "send_back"}


def notify(revision, verb, actor):
    """Mail those who wait for what was just done with a revision, in its transaction; never who did it.

    Args: revision; verb; actor, None when the portal did it by itself.
    """
    if verb not in MAILS:
        return
    subject, text = MAILS[verb]
    title = revision.snapshot["title"]
    who = (actor.get_full_name() or actor) if actor else _("Het portaal")
    values = {"who": who, "number": revision.number, "title": title}
    comment = f"\n\n{revision.comment}" if verb in COMMENTED and revision.comment else ""
    address = reverse("admin:initiative_revision", args=[revision.initiative_id, revision.number])
    end = _("De inspiratiemarkt\n%(address)s") % {"address": settings.PORTAL_URL}
    body = f"{_('Goedendag,')}\n\n{text % values}{comment}\n\n{settings.PORTAL_URL}{address}\n\n{end}\n"
    for recipient in _recipients(revision, verb, actor):
        queue_mail(Mail.Kind.REVISION, recipient, subject % values, body)


def record_and_notify(model_admin, request, revision, verb):
    """Log what an editor did with a revision, and mail those who wait for it.

    Returns: the sentence that confirms it.
    """
    notify(revision, verb, request.user)
    text = CONFIRMATIONS[verb] % {"number": revision.number}
    model_admin.log_change(request, revision.initiative, text)
    return text


def _recipients(revision, verb, actor):
    if verb == "submit":
        people = mailable_editors().exclude(pk__in=[revision.author_id or 0, actor.pk])
        return list(people.values_list("email", flat=True))
    author = revision.author
    is_notified = author and author.is_active and author.email and author != actor
    return [author.email] if is_notified else []
