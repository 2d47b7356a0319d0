"""The one rule for whom we may send questions to: a shared mailbox that agreed, and of which that still holds."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.publishability import looks_personal

from .models import ContactAgreement, a_year_from_now


def own_mailbox(initiative):
    """The mailbox that agreed to questions about this initiative itself; "" when its page names another one."""
    agreement = ContactAgreement.objects.valid().filter(initiative=initiative).first()
    is_current = agreement and initiative.contact_email in {"", agreement.mailbox}
    return _shared(agreement.mailbox) if is_current else ""


def agreed_mailbox_of(municipality):
    """The mailbox of a municipality, or of what it is part of now, that agreed to questions; "" without one."""
    return _first_mailbox([municipality])


def agreed_mailbox(initiative):
    """Where questions about an initiative may go: its own mailbox, or else that of a municipality; or ""."""
    municipalities = initiative.municipalities.select_related("successor").order_by("name")
    return own_mailbox(initiative) or _first_mailbox(municipalities)


def mailbox_for(question):
    """Where a question of a visitor may go at once: to the municipality or the initiative that it is for; or ""."""
    place = question.municipality
    return agreed_mailbox_of(place) if place else agreed_mailbox(question.initiative)


def _first_mailbox(municipalities):
    """The first mailbox that agreed, with one query; what a municipality became goes before the municipality itself."""
    keys = [place.pk for each in municipalities for place in reversed([each, *each.later()])]
    agreements = ContactAgreement.objects.valid().filter(municipality__in=keys)
    mailboxes = dict(agreements.values_list("municipality", "mailbox"))
    return next((shared for key in keys if (shared := _shared(mailboxes.get(key, "")))), "")


def end_agreements(mailboxes):
    """Mail came back from some mailboxes: ask them nothing more, so that the desk has it as work."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ContactAgreement.objects.valid().filter(mailbox__in=mailboxes).update(valid_until=yesterday)


def save_agreement(mailbox, **about):
    """Store the mailbox that an editor found for a question, for next time.

    Args: mailbox; about: the municipality or the initiative that it is of.
    """
    note = _("Gevonden bij een vraag van een bezoeker.")
    today = timezone.localdate()
    fields = {"mailbox": mailbox, "agreed_on": today, "valid_until": a_year_from_now(), "note": note}
    ContactAgreement.objects.update_or_create(**about, defaults=fields)


def _shared(mailbox):
    return "" if looks_personal(mailbox) else mailbox
