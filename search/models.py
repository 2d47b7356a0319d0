"""The index, its words, and what visitors searched for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.daily_counts import DailyCount

from .documents import KEYS_PER_KIND, DocumentKind


class Stamp(models.Model):
    """One row, that says of which state the index is; see `search.stamp`."""

    text = models.CharField(max_length=40)

    def __str__(self):
        return self.text


class Entry(models.Model):
    """A published record as the search shows it; its words are in the index of the database engine itself.

    words: the distinct words of its document, in normal form, to know which are gone when it changes.
    code: that of the record in its normal form, see `core.codes.code_key`.
    """

    id = models.BigIntegerField(primary_key=True)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)
    code = models.CharField(max_length=30, blank=True, db_index=True)

    def __str__(self):
        return self.title

    @property
    def kind(self):
        """The kind of the record."""
        return DocumentKind(self.id // KEYS_PER_KIND)


class LabelKind(models.IntegerChoices):
    """Kind of another name of an entry; see `Document`."""

    NAME = 0
    SEARCH_TERM = 1
    PLACE = 2
    HOMONYM = 3
    CODE = 4


class Label(models.Model):
    """Another name for what an entry is about, such as an abbreviation or a former name."""

    kind = models.PositiveSmallIntegerField(choices=LabelKind, default=LabelKind.NAME)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="labels")
    text = models.CharField(max_length=150)

    def __str__(self):
        return self.text


class Word(models.Model):
    """A word of the index, in normal form.

    parts: the stems of its parts, which the index holds beside it, as far as these were known when a word with this
    stem was first stored. documents: how many have it.
    """

    text = models.CharField(max_length=100, primary_key=True)
    stem = models.CharField(max_length=100, db_index=True)
    parts = models.TextField(blank=True)
    documents = models.IntegerField(default=0)

    def __str__(self):
        return self.text


class SearchCount(DailyCount):
    """Number of times that words were searched for on a day, with the number of results; never by whom."""

    words = models.CharField(_("woorden"), max_length=60, help_text=_("Waarop is gezocht, in kleine letters."))
    hits = models.PositiveIntegerField(_("resultaten"), help_text=_("Bij de laatste keer."))

    class Meta:
        verbose_name = _("zoekvraag")
        verbose_name_plural = _("zoekvragen")
        ordering = ["-day", "-times", "words"]
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_count_once_a_day")]

    def __str__(self):
        return self.words
