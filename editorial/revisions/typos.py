"""Small corrections of text, which an editor may publish alone: a chief editor sees them in a list afterwards."""

import re
from difflib import SequenceMatcher

from django.conf import settings
from django.db import models
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from core.fields import PartialDateField
from search.analysis import fold

from . import snapshot
from .states import FORCE

MAX_CHANGED = 40  # characters, in all texts together
NOT_IN_WORDS = re.compile(r"\d|%|€|@|://|www\.|\]\(", re.IGNORECASE)
FIGURES = {"value", "unit", "period", "denominator", "as_of_text", "cost_one_off", "cost_yearly", "fte"}
MEANING = frozenset(  # one of these says something else, however short it is
    """
    niet geen nooit nergens niemand wel zonder meer minder hoger lager na tot vanaf half halve helft procent twee drie
    vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig dertig veertig vijftig zestig
    zeventig tachtig negentig honderd duizend miljoen miljard
    """.split()  # noqa: SIM905 - a list would take a word on each line
)


def is_small_correction(pairs):
    """Whether texts differ in their spelling only: in few characters, and in no word that may be a fact.

    Args: pairs, of a text as it was and as it becomes.
    """
    changes = [change for old, new in pairs for change in _changes(old, new)]
    are_few = 0 < sum(_changed_characters(*change) for change in changes) < MAX_CHANGED
    return are_few and all(_is_plain(word) for change in changes for text in change for word in text.split())


def is_typo(old, new):
    """Whether one snapshot is a small correction of another: nothing but texts differs."""
    pairs = [*_changed_values(snapshot.content_fields(), old, new)]
    if any(old[field.name] != new[field.name] for field in snapshot.relations() if _in_both(field.name, old, new)):
        return False
    for name, model in snapshot.part_models().items():
        before, after = ({part["id"]: part for part in content.get(name, [])} for content in (old, new))
        if before.keys() != after.keys():
            return False
        fields = snapshot.part_fields(model)
        pairs += [pair for key in before for pair in _changed_values(fields, before[key], after[key])]
    return all(_is_text(field) for field, _old, _new in pairs) and is_small_correction([pair[1:] for pair in pairs])


class TypoQuerySet(models.QuerySet):
    """QuerySet methods for small corrections."""

    def unseen_typos(self):
        """Small corrections that no chief editor confirmed yet."""
        return self.filter(is_typo=True, approved_by=None)


class HasTypos(models.Model):
    """A revision that may be a small correction: marked, and listed until a chief editor saw it."""

    is_typo = models.BooleanField(_("kleine verbetering zonder goedkeuring"), default=False)

    class Meta:
        abstract = True

    def correct(self, user):
        """Publish it, as the small correction that it is."""
        with self._locked("correct", user):
            self.is_typo, self.approved_by = True, None
            self._publish()

    def confirm(self, user):
        """Note that a chief editor saw the correction."""
        with self._locked("confirm", user):
            self.approved_by = user
            self.save(update_fields=["approved_by"])

    def _forbids(self, verb, user):
        """Whether it is no correction to publish at once, or none that this user still has to see."""
        if verb == "confirm":
            return not self.is_typo or self.approved_by_id is not None or not user.has_perm(FORCE)
        return verb == "correct" and not self._is_typo()

    def _is_typo(self):
        """Whether it is no more than a small correction of what is on the site."""
        live = self.initiative.revisions.live().first() if self.initiative.is_published else None
        return live is not None and settings.FOUR_EYES and is_typo(live.snapshot, self.snapshot)


def _changed_values(fields, old, new):
    """Changed values: triples of a field, the old and the new value."""
    both = [field for field in fields if _in_both(field.name, old, new)]
    return [(field, old[field.name], new[field.name]) for field in both if old[field.name] != new[field.name]]


def _in_both(name, old, new):
    return name in old and name in new


def _is_text(field):
    is_words = isinstance(field, (models.CharField, models.TextField)) and not field.choices
    is_other = isinstance(field, (PartialDateField, models.EmailField, models.URLField)) or field.name in FIGURES
    return is_words and not is_other


def _changes(old, new):
    """The words that differ, as pairs of texts."""
    before, after = old.split(), new.split()
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield " ".join(before[i:j]), " ".join(after[k:m])


def _changed_characters(old, new):
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(j - i, m - k) for tag, i, j, k, m in opcodes if tag != "equal")


def _is_plain(word):
    days = {str(name).lower() for name in [*MONTHS.values(), *WEEKDAYS.values()]}
    return not NOT_IN_WORDS.search(word) and fold(word) not in MEANING | days
