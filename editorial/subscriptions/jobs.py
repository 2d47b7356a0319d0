"""Scheduled job that queues the digest mails to followers."""

from datetime import timedelta

from django.utils.translation import gettext_lazy, ngettext

from core.jobs import TimedJob
from editorial.outbox.jobs import without_mail_server

from .digests import DigestRun
from .refusals import end_refused


def send_digests():
    """Queue the mails to followers that are due; safe to repeat, to run twice at once and to kill.

    Returns: a sentence with the number of mails, and of followers erased because their mailbox refuses mail.
    """
    gone, run = end_refused(), DigestRun().run()
    text = ngettext("%(sent)d mail aan volgers klaargezet", "%(sent)d mails aan volgers klaargezet", run.sent)
    looked_at = ngettext("%(n)d gevolgde keuze bekeken.", "%(n)d gevolgde keuzes bekeken.", run.looked_at)
    erased = ngettext("%(n)d adres gewist: het weigert mail.", "%(n)d adressen gewist: ze weigeren mail.", gone)
    result = f"{text % {'sent': run.sent}}; {looked_at % {'n': run.looked_at}}"
    return f"{result} {erased % {'n': gone}}" if gone else result


JOBS = [
    TimedJob(
        "send_digests",
        gettext_lazy("Volgers mailen wat er veranderde"),
        timedelta(hours=1),
        lambda: without_mail_server() or send_digests(),
    )
]
