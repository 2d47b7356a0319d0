"""The one rule for where we may send questions: a shared mailbox with a contact agreement that is still valid."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.publishability import looks_personal

from .models import ContactAgreement, a_year_from_now


def own_mailbox(initiative):
    """Return the mailbox that agreed to questions about this one initiative; "" when its page names another one."""
    agreement = ContactAgreement.objects.valid().filter(initiative=initiative).first()
    is_current = agreement and initiative.contact_email in {"", agreement.mailbox}
    return _shared(agreement.mailbox) if is_current else ""


def agreed_mailbox_of(municipality):
    """Return the mailbox of a municipality, or of its successor, that agreed to questions; "" without one."""
    return _first_mailbox([municipality])


def agreed_mailbox(initiative):
    """Return the mailbox for questions about an initiative: its own, or else that of a municipality; or ""."""
    municipalities = initiative.municipalities.select_related("successor").order_by("name")
    return own_mailbox(initiative) or _first_mailbox(municipalities)


def mailbox_for(question):
    """Return the mailbox for a visitor's question, of the municipality or the initiative that it is for; or ""."""
    place = question.municipality
    return agreed_mailbox_of(place) if place else agreed_mailbox(question.initiative)


def _first_mailbox(municipalities):
    """Return the first mailbox that agreed, or "", with one query; a successor goes before the municipality itself."""
    keys = [place.pk for each in municipalities for place in reversed([each, *each.later()])]
    agreements = ContactAgreement.objects.valid().filter(municipality__in=keys)
    mailboxes = dict(agreements.values_list("municipality", "mailbox"))
    return next((shared for key in keys if (shared := _shared(mailboxes.get(key, "")))), "")


def end_agreements(mailboxes):
    """End the agreements of mailboxes from which mail came back, so that editors get them as a task."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ContactAgreement.objects.valid().filter(mailbox__in=mailboxes).update(valid_until=yesterday)


def save_agreement(mailbox, **about):
    """Save the mailbox that an editor found for a question as a contact agreement.

    Args: mailbox; about: the municipality or the initiative that it is of.
    """
    note = _("Gevonden bij een vraag van een bezoeker.")
    today = timezone.localdate()
    fields = {"mailbox": mailbox, "agreed_on": today, "valid_until": a_year_from_now(), "note": note}
    ContactAgreement.objects.update_or_create(**about, defaults=fields)


def _shared(mailbox):
    return "" if looks_personal(mailbox) else mailbox
