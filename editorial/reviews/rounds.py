"""The yearly round: one mail to a municipality about all its examples, a reminder, and answers on one page."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.signed_links import token_hash
from initiatives.models import Initiative
from municipalities.models import Municipality

from . import notifications
from .answers import record_answer
from .contacts import agreed_mailbox_of
from .models import CheckRequest, Round

REMIND_AFTER = timedelta(days=14)


def examples_of(municipality):
    """Published initiatives of a municipality and its predecessors, except those a predecessor was asked this year."""
    parts = Municipality.objects.filter(pk=municipality.pk).with_predecessors()
    links = Initiative.municipalities.through.objects.filter(municipality__in=parts)
    rounds = Round.objects.filter(municipality__in=parts, year=timezone.localdate().year)
    requests_of_parts = CheckRequest.objects.filter(round__in=rounds.exclude(municipality=municipality))
    examples = Initiative.objects.published().filter(pk__in=links.values("initiative"))
    return examples.exclude(pk__in=requests_of_parts.values("initiative")).order_by("title")


def start_round(municipality):
    """Ask a municipality about all its examples, once a year; returns whether this call did it."""
    mailbox, examples = agreed_mailbox_of(municipality), list(examples_of(municipality))
    if municipality.ended_on or not (mailbox and examples):
        return False
    now = timezone.now()
    today = timezone.localdate(now)
    try:
        with transaction.atomic():
            started = Round.objects.create(municipality=municipality, year=today.year, sent_at=now)
            CheckRequest.objects.bulk_create(
                CheckRequest(
                    initiative=initiative,
                    round=started,
                    due_on=today,
                    sent_at=now,
                    token_hash=token_hash(secrets.token_urlsafe()),  # only the link of the round works
                )
                for initiative in examples
            )
            notifications.send_round(started, mailbox, examples)
    except IntegrityError:
        return False
    return True


def remind(check_round):
    """Mail a municipality once more about what it did not answer; returns whether this call did it."""
    mailbox = agreed_mailbox_of(check_round.municipality)
    unanswered = [request.initiative for request in open_requests(check_round)]
    if not (mailbox and unanswered):
        return False
    with transaction.atomic():
        if not Round.objects.filter(pk=check_round.pk, reminded_at=None).update(reminded_at=timezone.now()):
            return False
        notifications.send_round(check_round, mailbox, unanswered, is_reminder=True)
    return True


def rounds_to_remind():
    """Queryset of the rounds with unanswered check requests after two weeks, and without a reminder yet."""
    sent_before = timezone.now() - REMIND_AFTER
    return Round.objects.open().filter(reminded_at=None, sent_at__lte=sent_before).select_related("municipality")


def open_requests(check_round):
    """Queryset of the unanswered check requests of a round whose initiatives are published."""
    return _on_site(check_round).filter(answered_at=None)


def answered_requests(check_round):
    """Queryset of the answered check requests of a round whose initiatives are published."""
    return _on_site(check_round).exclude(answered_at=None)


def _on_site(check_round):
    requests = check_round.requests.filter(initiative__in=Initiative.objects.published())
    return requests.select_related("initiative").order_by("initiative__title")


def record_answers(answers):
    """Store the answers of one page; answers, pairs of a check request and the cleaned data of its form."""
    with transaction.atomic():
        for check_request, cleaned_data in answers:
            record_answer(check_request, **cleaned_data)
