"""Diff of two fixed texts, paragraph by paragraph."""

from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext as _


class Difference(NamedTuple):
    """One thing that is different: what of the text, and what it was and is."""

    label: str
    old: str
    new: str


def differences(old, new):
    """Compare two texts; old, new, each a `PageText`. Returns: a list of `Difference`, from top to bottom."""
    labels = {"title": _("Titel"), "description": _("Omschrijving")}
    pairs = [(label, getattr(old, name), getattr(new, name)) for name, label in labels.items()]
    changes = [Difference(*pair) for pair in pairs if pair[1] != pair[2]]
    before, after = old.text.split("\n\n"), new.text.split("\n\n")
    for verb, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb != "equal":
            changes.append(Difference(_("Tekst"), "\n\n".join(before[i:j]), "\n\n".join(after[k:m])))
    return changes
