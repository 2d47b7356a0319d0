"""Findings of the checklist, and their severity."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Severity of a finding; the heaviest first."""

    BLOCK = 1, _("Dit moet nog anders voor publicatie")
    WARNING = 2, _("Kijk hier nog naar")
    ADVICE = 3, _("Advies over de taal")


class Finding(NamedTuple):
    """One thing to do: how much it matters, the field where, and a sentence that says what."""

    level: int
    field: str
    sentence: str
