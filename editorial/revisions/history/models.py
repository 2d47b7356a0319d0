"""Model for public changes: a row for each publication, withdrawal and return."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.revisions.snapshot import SnapshotField
from initiatives.models import Initiative
from municipalities.models import Municipality


class PublicChangeQuerySet(models.QuerySet):
    """QuerySet methods for public changes."""

    def for_pages(self):
        """Changes that a page may show, with their initiatives and municipalities; the newest first.

        The facts before and after are not read.

        Of what is not on the site now, only that something went off it: why that was, is nobody's any more.
        """
        published = models.Q(initiative__in=Initiative.objects.published().values("pk"))
        shown = self.filter(published | models.Q(kind=PublicChange.Kind.GONE))
        newest_first = shown.order_by("-pk").select_related("initiative").defer("before", "after")
        return newest_first.prefetch_related("initiative__municipalities")

    def since(self, day):
        """Changes of a day and later."""
        return self.filter(on__gte=day)

    def of_theme(self, theme):
        """Changes of initiatives with a theme or one of its sub-themes."""
        of_theme = models.Q(themes=theme) | models.Q(themes__parent=theme)
        return self.filter(initiative__in=Initiative.objects.filter(of_theme).values("pk"))

    def of_municipality(self, slug):
        """Changes of initiatives of a municipality, or of one that merged into it."""
        parts = Municipality.objects.filter(slug=slug).with_predecessors()
        return self.filter(initiative__in=Initiative.objects.filter(municipalities__in=parts).values("pk"))


class PublicChange(models.Model):
    """One change that visitors could see; its number says what came before what, also for mails about it.

    differences: a list of [label, old words, new words]. before and after: the facts by which the finder selected the
    initiative (`recording.FACTS`), null while it was not on the site.
    """

    class Kind(models.TextChoices):
        """Kind of change."""

        NEW = "new", gettext_lazy("Nieuw")
        CHANGED = "changed", gettext_lazy("Gewijzigd")
        GONE = "gone", gettext_lazy("Van de site af")
        BACK = "back", gettext_lazy("Weer op de site")

    initiative = models.ForeignKey(
        Initiative, verbose_name=gettext_lazy("initiatief"), on_delete=models.CASCADE, related_name="public_changes"
    )
    kind = models.CharField(gettext_lazy("soort"), max_length=8, choices=Kind)
    on = models.DateField(gettext_lazy("dag"), db_index=True)
    note = models.CharField(gettext_lazy("wat er veranderde"), max_length=300, blank=True)
    differences = models.JSONField(gettext_lazy("verschillen"), default=list)
    before = SnapshotField(null=True, editable=False)
    after = SnapshotField(null=True, editable=False)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("openbare wijziging")
        verbose_name_plural = gettext_lazy("openbare wijzigingen")
        ordering = ["-pk"]
        default_permissions = ["view"]
        permissions = [("erase_publicchange", "Can erase what a public change says")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
                name="public_change_was_public",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.initiative}"

    @property
    def lines(self):
        """Differences: pairs of a label and words, such as ("Status", "loopt → gestopt")."""
        return [(label, in_words(old, new)) for label, old, new in self.differences]

    @property
    def is_on_site(self):
        """Whether its page can still be read."""
        return self.initiative.is_published


def in_words(old, new):
    """Two values as one text."""
    if old and new:
        return f"{old} → {new}"
    return _("erbij: %(text)s") % {"text": new} if new else _("weg: %(text)s") % {"text": old}
