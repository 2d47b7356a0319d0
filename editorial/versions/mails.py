"""The mails about a version: to those who may approve it, and to its author. They hold nothing of it but its title."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.mailing import editors, send_later

from .forms import DONE

NEWS = {
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


def tell(version, verb, actor):
    """Mail those who wait for what was just done with a version, once it is in the database; never who did it.

    Args: version; verb; actor, None when the portal did it by itself.
    """
    if verb not in NEWS:
        return
    subject, text = NEWS[verb]
    title = version.snapshot["title"]
    who = (actor.get_full_name() or actor) if actor else _("Het portaal")
    known = {"who": who, "number": version.number, "title": title}
    said = f"\n\n{version.comment}" if verb in COMMENTED and version.comment else ""
    address = reverse("admin:initiative_version", args=[version.initiative_id, version.number])
    end = _("De inspiratiemarkt\n%(address)s") % {"address": settings.PORTAL_URL}
    body = f"{_('Goedendag,')}\n\n{text % known}{said}\n\n{settings.PORTAL_URL}{address}\n\n{end}\n"
    send_later(subject % known, body, _recipients(version, verb, actor))


def note_and_tell(desk, request, version, verb):
    """What follows on everything that an editor does with a version: a line in the log, and the mails.

    Returns: a sentence that says what was done.
    """
    tell(version, verb, request.user)
    text = DONE[verb] % {"number": version.number}
    desk.log_change(request, version.initiative, text)
    return text


def _recipients(version, verb, actor):
    if verb == "submit":
        people = editors().exclude(pk__in=[version.author_id or 0, actor.pk])
        return list(people.values_list("email", flat=True))
    author = version.author
    is_told = author and author.is_active and author.email and author != actor
    return [author.email] if is_told else []
