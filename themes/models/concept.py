"""The thesaurus: the words of the field, and what else people call them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import PublishRule, Record

from .theme import Theme


class Concept(Record):
    """A term with its synonyms and its place among other terms (SKOS)."""

    is_mergeable = True

    term = models.CharField(
        _("voorkeursterm"), max_length=100, unique=True, help_text=_("Het woord dat wij gebruiken.")
    )
    abbreviation = models.CharField(
        _("afkorting"), max_length=20, blank=True, help_text=_("Bijvoorbeeld azc. Leeg als er geen is.")
    )
    scope_note = models.TextField(_("uitleg"), blank=True, help_text=_("Wat wij met dit woord bedoelen."))
    scope_note_source = models.ForeignKey(
        "sources.Publication",
        verbose_name=_("bron van de uitleg"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="explained_concepts",
        help_text=_("Waar de uitleg op rust. Leeg als het een omschrijving van de redactie is."),
    )
    theme = models.ForeignKey(
        Theme,
        verbose_name=_("thema"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="concepts",
        help_text=_("Het thema waar dit woord bij hoort."),
    )
    broader = models.ManyToManyField(
        "self",
        verbose_name=_("ruimere begrippen"),
        symmetrical=False,
        related_name="narrower",
        blank=True,
        help_text=_("Begrippen waar dit een soort van is."),
    )
    related = models.ManyToManyField(
        "self", verbose_name=_("verwante begrippen"), blank=True, help_text=_("Begrippen die hiermee te maken hebben.")
    )
    sources = models.ManyToManyField(
        "sources.Publication",
        verbose_name=_("bronnen"),
        related_name="concepts",
        blank=True,
        help_text=_("De bronnen die dit woord gebruiken."),
    )

    publish_rule = PublishRule(source="sources")

    class Meta(Record.Meta):
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        ordering = ["term"]

    def __str__(self):
        return self.term

    def get_absolute_url(self):
        return reverse("themes:concept", args=[self.slug])

    @property
    def labels(self):
        """Every way to write this concept in Dutch: the term, its abbreviation, its synonyms."""
        names = [self.term, self.abbreviation, *(synonym.term for synonym in self.shown_synonyms)]
        return [name for name in names if name]

    @property
    def shown_synonyms(self):
        """The other words that a page shows: Dutch ones, and of these only what we say ourselves."""
        return [synonym for synonym in self.synonyms.all() if synonym.is_shown]

    @property
    def search_terms(self):
        """The words by which only the search knows this concept."""
        return [synonym.term for synonym in self.synonyms.all() if not synonym.is_shown]


class Language(models.TextChoices):
    """The language of a word, as in the attribute `lang`."""

    DUTCH = "nl", _("Nederlands")
    ENGLISH = "en", _("Engels")


class Synonym(models.Model):
    """Another word for a concept; the search finds the concept by it."""

    concept = models.ForeignKey(Concept, verbose_name=_("begrip"), on_delete=models.CASCADE, related_name="synonyms")
    term = models.CharField(_("ander woord"), max_length=100, help_text=_("Een ander woord of een andere spelling."))
    language = models.CharField(
        _("taal"),
        max_length=2,
        choices=Language,
        default=Language.DUTCH,
        help_text=_("Een woord in een andere taal helpt zoeken, maar komt niet op de site."),
    )
    only_for_search = models.BooleanField(
        _("alleen om te zoeken"),
        default=False,
        help_text=_("Aan als mensen dit woord typen, maar wij het niet gebruiken. Het komt dan niet op de site."),
    )

    class Meta:
        verbose_name = _("ander woord")
        verbose_name_plural = _("andere woorden")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["concept", "term"], name="synonym_once")]

    def __str__(self):
        return self.term

    @property
    def is_shown(self):
        """Whether a page shows this word."""
        return self.language == Language.DUTCH and not self.only_for_search
