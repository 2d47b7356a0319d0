"""Timed work: what became of the questions of visitors, and the reminders of yearly rounds."""

from django.utils.translation import ngettext

from editorial.questions.relay import settle

from .contacts import end_agreements
from .rounds import remind, rounds_to_remind


def settle_questions():
    """Note which questions arrived; a mailbox that refused one is asked nothing until an editor looked at it.

    Returns: a sentence that says what it did.
    """
    refused = settle()
    end_agreements(refused)
    text = ngettext("%(n)d postbus nam een vraag niet aan.", "%(n)d postbussen namen een vraag niet aan.", len(refused))
    return text % {"n": len(refused)}


def remind_rounds():
    """Remind each municipality once of what it did not answer in its yearly round.

    Returns: a sentence that says what it did.
    """
    total = sum(remind(each) for each in rounds_to_remind())
    text = ngettext("%(n)d gemeente herinnerd aan de jaarronde.", "%(n)d gemeenten herinnerd aan de jaarronde.", total)
    return text % {"n": total}
