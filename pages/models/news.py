"""News of the editors, with a picture and the records that it is about; the site has it when a setting says so."""

from datetime import datetime, time

from django.db import models
from django.db.models import Exists, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.markdown import render
from core.records import Record, RecordQuerySet, State
from initiatives.models import Bundle, Initiative, MarketEdition
from library.models import Picture

from .site_settings import SiteSettings

OPENING = 200  # characters
LINK_HELP = _("Staat onder het bericht, als het zelf op de site staat.")


class NewsQuerySet(RecordQuerySet):
    """News; every public read starts with `published()`."""

    def published(self):
        """Published news items of which the day has come, as long as the site has news at all."""
        with_news = Exists(SiteSettings.objects.with_news())
        return super().published().filter(with_news, date__lte=timezone.localdate())

    def next_moment(self):
        """When the next message appears by itself; None when none does."""
        later = self.filter(state=State.PUBLISHED, date__gt=timezone.localdate())
        day = later.aggregate(next=Min("date"))["next"]
        return day and timezone.make_aware(datetime.combine(day, time.min))

    def shown(self):
        """News items of which the public may see the picture."""
        return self.published()


class NewsItem(Record):
    """A message of the editors."""

    title = models.CharField(_("titel"), max_length=120, help_text=_("Wat er is, in een paar woorden."))
    date = models.DateField(_("datum"), default=timezone.localdate, help_text=_("De dag die erbij staat."))
    text = models.TextField(_("tekst"), help_text=_("Begin met wat het nieuws is."))
    picture = models.ForeignKey(
        Picture,
        verbose_name=_("afbeelding"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news_items",
        help_text=_("Mag leeg blijven. Zonder toestemming van wie erop staat komt zij niet op de site."),
    )
    initiatives = models.ManyToManyField(
        Initiative, verbose_name=_("initiatieven"), blank=True, related_name="news_items", help_text=LINK_HELP
    )
    bundles = models.ManyToManyField(
        Bundle, verbose_name=_("stapels"), blank=True, related_name="news_items", help_text=LINK_HELP
    )
    editions = models.ManyToManyField(
        MarketEdition, verbose_name=_("markten"), blank=True, related_name="news_items", help_text=LINK_HELP
    )

    objects = NewsQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("nieuwsbericht")
        verbose_name_plural = _("nieuws")
        ordering = ["-date", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:news_item", args=[self.slug])

    @property
    def is_published(self):
        """Whether the public may see it: not before its day, and not without news on the site."""
        is_due = self.date <= timezone.localdate()
        return super().is_published and is_due and SiteSettings.objects.with_news().exists()

    @property
    def public_picture(self):
        """Its picture when an editor cleared it, else None."""
        return self.picture if self.picture and self.picture.is_cleared else None

    @property
    def opening(self):
        """Opening of the text without mark-up, for search engines."""
        return Truncator(strip_tags(render(self.text))).chars(OPENING)

    def records(self):
        """The published records that it is about."""
        linked = [self.initiatives, self.bundles, self.editions]
        return [record for records in linked for record in records.published()]
