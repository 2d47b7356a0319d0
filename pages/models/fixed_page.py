"""The fixed texts that editors wrote, each with its versions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from library.models import Picture
from pages.kinds import KINDS
from pages.markers import picture_keys
from pages.shipped import PageText, shipped_text

from .site_settings import SiteSettings


class VersionState(models.TextChoices):
    """State of a version of a page."""

    DRAFT = "concept", _("concept, een ander publiceert")
    LIVE = "op-de-site", _("op de site")
    SHIPPED = "portaal", _("gelijk aan de tekst van het portaal")
    SUPERSEDED = "vervangen", _("vervangen")
    REJECTED = "afgewezen", _("niet gepubliceerd")


class PublicationRefused(Exception):
    """A version that cannot be published now; its text says why."""


class FixedPageQuerySet(models.QuerySet):
    """QuerySet methods for fixed pages."""

    def shown(self):
        """Pages of which the public may see the pictures: a page has those of its text on the site."""
        return self.filter(pictures__isnull=False)


class FixedPage(models.Model):
    """A fixed text: its versions are those of editors, without any it is what the portal comes with."""

    slug = models.SlugField(
        _("tekst"),
        max_length=40,
        unique=True,
        editable=False,
        choices=[(key, kind.label) for key, kind in KINDS.items()],
    )
    pictures = models.ManyToManyField(Picture, editable=False, related_name="fixed_pages")

    objects = FixedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("vaste bladzijde of tekst")
        verbose_name_plural = _("vaste bladzijden en teksten")
        ordering = ["pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return str(self.kind.label)

    def get_absolute_url(self):
        return reverse(self.kind.url_name)

    @property
    def kind(self):
        """Its `PageKind`."""
        return KINDS[self.slug]

    @property
    def shipped(self):
        """The `PageText` that the portal comes with."""
        return shipped_text(self.slug)

    @property
    def current(self):
        """The `PageText` on the site."""
        live = self.versions.live().first()
        return live.content if live else self.shipped

    @property
    def newest(self):
        """Text that an editor continues with: the open draft, else the text on the site."""
        draft = self.versions.drafts().first()
        return draft.content if draft else self.current

    @property
    def last_number(self):
        """The number of its newest version; 0 without any."""
        return self.versions.aggregate(last=models.Max("number"))["last"] or 0

    def add_version(self, content, user, note=""):
        """Save a new draft, in the place of an open one; within a transaction. Returns: the version."""
        self.versions.drafts().update(state=VersionState.REJECTED)
        return self.versions.create(number=self.last_number + 1, author=user, note=note, **content._asdict())


class VersionQuerySet(models.QuerySet):
    """QuerySet methods for versions."""

    def live(self):
        """Versions that are on the site."""
        return self.filter(state=VersionState.LIVE)

    def drafts(self):
        """Drafts that wait for another editor."""
        return self.filter(state=VersionState.DRAFT)


class PageVersion(models.Model):
    """A text that an editor wrote for a fixed page; it never changes, only its state does.

    Visitors see what its publication wrote in `SiteSettings`: one row, so one query.
    """

    page = models.ForeignKey(FixedPage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("titel"), max_length=80, blank=True)
    description = models.CharField(_("omschrijving"), max_length=200, blank=True)
    text = models.TextField(_("tekst"))
    note = models.CharField(_("toelichting"), max_length=200, blank=True)
    state = models.CharField(_("stand"), max_length=12, choices=VersionState, default=VersionState.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een vaste tekst")
        verbose_name_plural = _("versies van vaste teksten")
        ordering = ["-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_version_has_its_number"),
            models.UniqueConstraint(fields=["page"], condition=Q(state="op-de-site"), name="page_has_one_live_version"),
            models.UniqueConstraint(fields=["page"], condition=Q(state="concept"), name="page_has_one_draft"),
        ]

    def __str__(self):
        return f"{self.page}, {self.number}"

    @property
    def content(self):
        """Content of this version as a `PageText`."""
        return PageText(self.title, self.description, self.text)

    @property
    def is_draft(self):
        """Whether it waits for another editor."""
        return self.state == VersionState.DRAFT

    @property
    def is_live(self):
        """Whether it is on the site."""
        return self.state == VersionState.LIVE

    def may_publish(self, user):
        """Whether a user is the second pair of eyes."""
        return self.is_draft and not (settings.FOUR_EYES and self.author_id == user.pk)

    def publish(self, user):
        """Show it on the site; a text that is the portal's own follows that again. Raises: PublicationRefused."""
        if not self.is_draft:
            raise PublicationRefused(
                _("Iemand anders heeft dit concept intussen gepubliceerd, vervangen of afgewezen.")
            )
        if not self.may_publish(user):
            raise PublicationRefused(_("U schreef dit zelf. Een collega kijkt mee en publiceert het."))
        self.published_by, self.published_at = user, timezone.now()
        self.go_live()

    def go_live(self):
        """Show it on the site, whoever asks: for `publish`, and for a preview in a dry run."""
        self.page.versions.live().update(state=VersionState.SUPERSEDED)
        is_shipped = self.content == self.page.shipped
        self.state = VersionState.SHIPPED if is_shipped else VersionState.LIVE
        self.save(update_fields=["state", "published_by", "published_at"])
        site, _created = SiteSettings.objects.get_or_create(pk=1)
        site.texts.pop(self.page.slug, None)
        site.texts |= {} if is_shipped else {self.page.slug: self.content}
        site.save(update_fields=["texts"])
        keys = [] if is_shipped else picture_keys(self.text)
        self.page.pictures.set(Picture.objects.filter(pk__in=keys))

    def reject(self):
        """Set it aside; nothing on the site changes. Raises: PublicationRefused."""
        if not self.is_draft:
            raise PublicationRefused(
                _("Iemand anders heeft dit concept intussen gepubliceerd, vervangen of afgewezen.")
            )
        self.state = VersionState.REJECTED
        self.save(update_fields=["state"])
