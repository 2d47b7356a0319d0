"""Digest mails to followers about the changes in their selections: each change once, and no mail without changes.

A mail is queued in the transaction that records the last change in it. So a run that is killed leaves out no
change and repeats none, and of two runs at once the second waits and finds nothing to do.
"""

from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import generation, partial_dates
from core.dates import months_after
from core.encryption import DecryptionError
from core.key_set import KeySet
from core.records import State
from core.signed_links import follower_token
from editorial.outbox.models import Mail
from editorial.outbox.queue import queue_mail
from editorial.revisions.history.models import PublicChange
from initiatives.finder.catalogue import catalogue
from initiatives.models import Bundle, Initiative
from themes.models import Framework
from themes.standing import Standing, standing_of

from .following import stop_headers, stop_url
from .matching import ChangedCatalogue
from .models import Subscription, next_day
from .selections import bundle_of, codes_of, filter_of, in_words, path_of, remaining_query

BATCH = 100  # mails in one transaction: so long another writer waits at most
MONTHS_AHEAD = 6
MAX_CHANGES = 200  # that one mail spells out: it says where the rest is
_ENDED = gettext_lazy("Inspiratiemarkt: wat u volgde, staat niet meer op de site")


class DigestRun:
    """One run over all subscriptions that are due: each selection is read once, however many follow it.

    sent: number of mails queued. looked_at: number of subscriptions that were due.
    """

    def __init__(self):
        self.today, self.sent, self.looked_at = timezone.localdate(), 0, 0
        self.last = PublicChange.objects.values_list("pk", flat=True).first() or 0
        self._rules = rules_that_end(self.today)
        self._bundles = BundleAddresses()

    def run(self):
        """Queue the mails; returns self."""
        with generation.pinned(generation.current()):  # one state of the content for all of them, and read once
            self._run()
        return self

    def _run(self):
        due = Subscription.objects.due(self.today)
        first = due.aggregate(first=Min("seen"))["first"]
        if first is None:
            return
        changed = ChangedCatalogue(_changes_after(first, self.last))
        for selection in list(due.order_by("selection").values_list("selection", flat=True).distinct()):
            changes = changed.matching(selection)
            rows = list(due.filter(selection=selection).order_by("seen", "pk").values_list("seen", "pk"))
            for seen, group in groupby(rows, key=itemgetter(0)):
                news = [change for change in changes if change.pk > seen]
                self._notify(selection, news, seen, [key for _seen, key in group])

    def _notify(self, selection, news, seen, keys):
        """Queue a digest for followers who saw the same last change; delete subscriptions to an ended bundle."""
        ended = self._bundles.of_ended(selection)
        digest = Digest(selection, news, self._rules_of(selection), ended) if news or ended else None
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            with transaction.atomic():
                waiting = Subscription.objects.due(self.today).filter(pk__in=batch, seen=seen)
                for subscription in waiting.select_for_update(of=["self"]).select_related("follower"):
                    self.looked_at += 1
                    is_queued = bool(digest and digest.queue_for(subscription))
                    self.sent += is_queued
                    if is_queued and ended:
                        subscription.delete()  # its follower goes, if nothing is left, with the idle ones (`retention`)
                        continue
                    subscription.seen = self.last
                    subscription.due_on = next_day(subscription.frequency, self.today)
                    subscription.save(update_fields=["seen", "due_on"])

    def _rules_of(self, selection):
        """Return the rules that end soon and that are linked to initiatives in a selection."""
        members = _members(selection) if self._rules else KeySet()
        return [
            (framework, day)
            for framework, day in self._rules
            if not catalogue().any_of("kader", [framework.slug]).isdisjoint(members)
        ]


class BundleAddresses:
    """URLs of the bundles that were withdrawn or deleted, in whose selections nothing can change any more.

    A published bundle that shows no example at the moment has not ended.
    """

    def __init__(self):
        bundles = dict(Bundle.objects.values_list("slug", "state"))
        self._live = {slug for slug, state in bundles.items() if state == State.PUBLISHED}
        self._withdrawn = {slug for slug, state in bundles.items() if state == State.WITHDRAWN}

    def of_ended(self, selection):
        """Return the context for a mail about an ended bundle: a dict; None when it has not ended, or there is none.

        Without its title and the reason: the page at its address shows these as far as allowed.
        """
        slug = bundle_of(selection)
        if not slug or slug in self._live:
            return None
        address = settings.PORTAL_URL + reverse("initiatives:bundle", args=[slug])
        return {"address": address, "says_why": slug in self._withdrawn}


class Digest:
    """Mail about one selection: the same for all its followers, except the links at the end."""

    def __init__(self, selection, changes, rules, ended=None):
        self.subject, self._is_last = _ENDED if ended else _subject(len(changes)), bool(ended)
        context = {
            "ended": ended,
            "selection": in_words(selection),
            "address": settings.PORTAL_URL + path_of(selection),
            "changes": changes[:MAX_CHANGES],
            "total": len(changes),
            "more": len(changes[MAX_CHANGES:]),
            "all_changes": _all_since(changes[0].on) if changes else "",
            "rules": rules,
            "portal_url": settings.PORTAL_URL,
        }
        self._text = render_to_string("subscriptions/mail/digest.txt", context)
        self._html = render_to_string("subscriptions/mail/digest.html", context)

    def queue_for(self, subscription):
        """Queue it for one follower, in the transaction of the caller; returns False if the address is unreadable."""
        try:
            address = subscription.follower.email
        except DecryptionError:  # written with another SECRET_KEY
            return False
        mine = settings.PORTAL_URL + reverse("subscriptions:mine", args=[follower_token(subscription.follower_id)])
        links = [(_("Alles wat u volgt zien, wijzigen of stoppen"), mine)]
        if not self._is_last:
            links.insert(0, (_("Niet meer volgen"), stop_url(subscription.pk)))
        text = self._text + "".join(f"{label}: {link}\n" for label, link in links)
        html = self._html + render_to_string("subscriptions/mail/digest_end.html", {"links": links})
        queue_mail(Mail.Kind.FOLLOW, address, self.subject, text, html, stop_headers(subscription.pk))
        return True


def rules_that_end(today):
    """Return the published rules that end within MONTHS_AHEAD: pairs of a rule and its end in words, by that date."""
    until = months_after(today, MONTHS_AHEAD)
    rules = [rule for rule in Framework.objects.published() if standing_of(rule, today) == Standing.ENDING]
    ending = [(partial_dates.first_day(rule.settled_end), rule) for rule in rules if rule.settled_end]
    near = sorted([pair for pair in ending if pair[0] <= until], key=lambda pair: (pair[0], pair[1].pk))
    return [(rule, partial_dates.in_words(rule.settled_end)) for _day, rule in near]


def _changes_after(seen, last):
    """Return the changes after number `seen`, up to the one that was the last at the start of the run, in order."""
    changes = PublicChange.objects.filter(pk__gt=seen, pk__lte=last).order_by("pk")
    return list(changes.select_related("initiative"))


def _members(selection):
    """Return the keys of the initiatives that are in a selection now: a `KeySet`."""
    if codes := codes_of(selection):
        return KeySet.of(Initiative.objects.published().filter(code__in=codes).values_list("pk", flat=True))
    left = remaining_query(selection)
    return KeySet() if left is None else filter_of(left).selection.matching


def _all_since(day):
    return settings.PORTAL_URL + reverse("history:list", query={"sinds": day.isoformat()})


def _subject(total):
    """Return the subject, without the selection: the outbox shows it to administrators beside the mail address."""
    text = ngettext(
        "Inspiratiemarkt: %(n)d wijziging in wat u volgt", "Inspiratiemarkt: %(n)d wijzigingen in wat u volgt", total
    )
    return text % {"n": total}
