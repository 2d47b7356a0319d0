"""The bundle ("stapel"): what an editor chose of the examples to answer one question, in an order and with remarks."""

from collections import defaultdict

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.records import PublishRule, Record, RecordQuerySet
from initiatives.choices import InitiativeStatus
from sources.models import Publication
from themes.models import Theme

from .initiative import Initiative
from .parts import Citation

NO_EXAMPLES = _("Een stapel op de site heeft minstens één voorbeeld.")


def missing_examples(facts):
    """The own rule of bundles: one without examples answers nothing."""
    return [] if facts.get("items") else [("items", NO_EXAMPLES)]


class BundleItemQuerySet(models.QuerySet):
    """Examples in bundles."""

    def shown(self):
        """Items with a published initiative: of the others nothing is on the site, their remark and lesson neither."""
        return self.filter(initiative__in=Initiative.objects.published())


class BundleQuerySet(RecordQuerySet):
    """Bundles; every public read starts with `published()`."""

    def published(self):
        """Published bundles with at least one example that the public may see: an empty one is not public."""
        shown = BundleItem.objects.shown().filter(bundle=OuterRef("pk"))
        return super().published().filter(Exists(shown))

    def within(self, themes):
        """Bundles with one of some themes (a queryset), without duplicates."""
        return self.filter(pk__in=Bundle.themes.through.objects.filter(theme__in=themes).values("bundle"))

    def for_lists(self):
        """With the numbers of examples that the public may see, and of those among them that stopped."""
        shown = Q(items__initiative__in=Initiative.objects.published())
        stopped = shown & Q(items__initiative__status=InitiativeStatus.STOPPED)
        return self.annotate(
            example_count=Count("items", filter=shown), stopped_count=Count("items", filter=stopped)
        ).order_by("title", "pk")


class Bundle(Record):
    """Examples that belong to one question, with what can be learned of them; its sources are those of the examples."""

    title = models.CharField(_("titel"), max_length=100, help_text=_("Kort, bijvoorbeeld: Kleine opvang in een dorp."))
    question = models.CharField(
        _("vraag"), max_length=200, help_text=_("De ene vraag waar deze stapel bij helpt, zoals een collega die stelt.")
    )
    intro = models.TextField(
        _("inleiding"),
        help_text=_("Wat ziet u in deze stapel? Noem hier geen voorbeeld bij naam: dat kan later vervallen."),
    )
    checklist = models.TextField(
        _("punten voor de checklist"),
        blank=True,
        help_text=_("Waar iemand aan moet denken die dit ook wil: één punt op elke regel."),
    )
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("thema’s"),
        related_name="bundles",
        blank=True,
        help_text=_("Op de pagina’s van deze thema’s staat de stapel ook."),
    )
    content_changed_on = models.DateField(_("inhoud gewijzigd op"), null=True, blank=True, editable=False)

    publish_rule = PublishRule(fields=("items",), errors=missing_examples)
    objects = BundleQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("stapel")
        verbose_name_plural = _("stapels")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("initiatives:bundle", args=[self.slug])

    @property
    def is_published(self):
        """Whether the public may see this record; without an example that it may see, it may not."""
        return super().is_published and self.items.shown().exists()

    @property
    def checklist_points(self):
        """The points of the checklist."""
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]

    def sources(self):
        """The published sources of the examples that the public may see, by title, with `examples`: their titles."""
        citations = Citation.objects.filter(initiative__in=self.items.shown().values("initiative"))
        pairs = citations.order_by("initiative__title").values_list("publication", "initiative__title").distinct()
        titles = defaultdict(list)
        for publication, title in pairs:
            titles[publication].append(title)
        sources = list(Publication.objects.published().filter(pk__in=titles).order_by("title", "pk"))
        for source in sources:
            source.examples = titles[source.pk]
        return sources


class BundleItem(models.Model):
    """An example in a bundle: why it is there, and what can be learned of it."""

    bundle = models.ForeignKey(Bundle, verbose_name=_("stapel"), on_delete=models.CASCADE, related_name="items")
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.PROTECT,
        related_name="bundle_items",
        help_text=_("Het voorbeeld. Het is alleen te zien als het gepubliceerd is."),
    )
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Een lager getal staat eerder op de pagina.")
    )
    remark = models.CharField(
        _("opmerking"), max_length=200, blank=True, help_text=_("Waarom dit voorbeeld in de stapel zit.")
    )
    lesson = models.CharField(
        _("les"),
        max_length=300,
        blank=True,
        help_text=_("Wat een ander hiervan kan leren, zoals het in dit voorbeeld en zijn bronnen staat."),
    )

    objects = BundleItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorbeeld in een stapel")
        verbose_name_plural = _("voorbeelden in een stapel")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["bundle", "initiative"], name="bundle_has_initiative_once")]

    def __str__(self):
        return str(self.initiative)
