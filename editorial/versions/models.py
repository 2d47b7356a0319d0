"""The versions of an initiative, and the way from a concept to the site."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from search.revision import change

from . import publishing, snapshot
from .snapshot import Refused


class Step(models.TextChoices):
    """Where a version is on its way to the site."""

    CONCEPT = "concept", _("concept")
    SUBMITTED = "submitted", _("ter beoordeling")
    APPROVED = "approved", _("goedgekeurd")
    RETURNED = "returned", _("teruggestuurd")
    LIVE = "live", _("gepubliceerd")
    SUPERSEDED = "superseded", _("vervangen door een latere versie")


OPEN = [Step.CONCEPT, Step.SUBMITTED, Step.APPROVED, Step.RETURNED]
FROM = {  # from which steps a version can go on
    "submit": {Step.CONCEPT, Step.RETURNED},
    "approve": {Step.SUBMITTED},
    "send_back": {Step.SUBMITTED, Step.APPROVED},
    "publish": {Step.APPROVED},
    "publish_unapproved": {Step.CONCEPT, Step.SUBMITTED, Step.RETURNED},
    "restore": {*Step} - set(OPEN),
}
FORCE = "editorial.force_version"
BATCH = 200  # versions in one statement


class VersionQuerySet(models.QuerySet):
    """Verbs for versions."""

    def open(self):
        """Those that may still come on the site: one at most for each initiative."""
        return self.filter(state__in=OPEN)

    def live(self):
        """Those that are on the site: one at most for each initiative."""
        return self.filter(state=Step.LIVE)


class Version(models.Model):
    """The content of an initiative as somebody saved it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("nummer"))
    state = models.CharField(_("stand"), max_length=12, choices=Step, default=Step.CONCEPT)
    snapshot = models.JSONField(_("inhoud"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    note = models.CharField(_("notitie"), max_length=200, blank=True)
    comment = models.TextField(_("opmerking bij het terugsturen"), blank=True)
    change_note = models.CharField(_("wat er veranderde"), max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("goedgekeurd door"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    forced = models.BooleanField(_("zonder goedkeuring gepubliceerd"), default=False)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie")
        verbose_name_plural = _("versies")
        ordering = ["-number"]
        default_permissions = ()
        permissions = [("force_version", _("Mag publiceren zonder goedkeuring van een ander"))]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["initiative"], condition=Q(state="live"), name="one_live_version"),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(state__in=["concept", "submitted", "approved", "returned"]),
                name="one_open_version",
            ),
        ]

    def __str__(self):
        return _("versie %(number)s van ‘%(initiative)s’") % {"number": self.number, "initiative": self.initiative}

    @property
    def is_open(self):
        """Whether it may still come on the site."""
        return self.state in OPEN

    def allowed(self, user):
        """What somebody may do with it now: a list of verbs."""
        return [verb for verb in ("submit", "approve", "send_back", "publish", "restore") if self._may(verb, user)]

    def submit(self, user):
        """Ask another editor to look at it."""
        self._go("submit", user, Step.SUBMITTED, comment="")

    def approve(self, user):
        """Say that it may be published."""
        self._go("approve", user, Step.APPROVED, approved_by=user)

    def send_back(self, user, comment):
        """Ask the author for something else."""
        if not comment.strip():
            raise Refused(_("Schrijf op wat er anders moet."))
        self._go("send_back", user, Step.RETURNED, comment=comment.strip(), approved_by=None)

    def publish(self, user, change_note=""):
        """Put it on the site, all of it or nothing.

        Raises: Refused, with all that keeps it off the site.
        """
        with change():
            self._check("publish", user)
            forced = settings.FOUR_EYES and self.state != Step.APPROVED
            record_live(self.initiative)
            publishing.put_on_site(self.initiative, self.snapshot)
            self.initiative.versions.live().update(state=Step.SUPERSEDED)
            self.snapshot = snapshot.take(self.initiative)
            self.state, self.forced, self.published_at = Step.LIVE, forced, timezone.now()
            self.change_note = change_note.strip()
            self.save()

    def restore(self, user):
        """Make a new concept of it; what was open until now stays among the versions."""
        with change():
            self._check("restore", user)
            note = _("Teruggehaald uit versie %(number)s.") % {"number": self.number}
            return save_draft(self.initiative, self.snapshot, user, note)

    def _may(self, verb, user):
        if verb == "publish" and self.state in FROM["publish_unapproved"]:
            return not settings.FOUR_EYES or user.has_perm(FORCE)
        if verb == "approve" and settings.FOUR_EYES and self.author_id == user.pk:
            return False
        return self.state in FROM[verb]

    def _check(self, verb, user):
        """Look at it as it is now, for somebody else may have gone on with it."""
        self.refresh_from_db()
        if not self._may(verb, user):
            own = verb == "approve" and self.state in FROM[verb]
            text = _("U kunt uw eigen versie niet goedkeuren. Vraag een andere redacteur.")
            other = _("Dit kan niet meer: deze versie is nu ‘%(state)s’.") % {"state": self.get_state_display()}
            raise Refused(text if own else other)

    def _go(self, verb, user, state, **values):
        with change():
            self._check(verb, user)
            for name, value in {"state": state, **values}.items():
                setattr(self, name, value)
            self.save()


def save_draft(initiative, content, user, note=""):
    """Keep content as the concept of an initiative; the one before it stays among the versions.

    Args: initiative, that is or was on the site; content, a snapshot; user, who made it; note, for editors.
    """
    return save_drafts([(initiative.pk, content, note)], user)[0]


def save_drafts(drafts, user):
    """The same for many initiatives at once, with as many questions as for one.

    Args: drafts, tuples of the primary key of an initiative, its content and a note; user, who made them.
    """
    keys = [key for key, _content, _note in drafts]
    with change():
        now = snapshot.take_many(keys)
        _record_live(keys, now)
        Version.objects.open().filter(initiative__in=keys).update(state=Step.SUPERSEDED)
        made = [(key, snapshot.drafted(key, content, now[key]), note) for key, content, note in drafts]
        return _add(made, user)


def record_live(initiative, user=None, note=""):
    """Make sure that there is a version of what is on the site now, whoever wrote it there.

    Returns: that version; None when the initiative is not on the site.
    """
    if not Initiative.objects.published().filter(pk=initiative.pk).exists():
        return None
    with change():
        _record_live([initiative.pk], snapshot.take_many([initiative.pk]), user, note)
    return initiative.versions.live().get()


def _record_live(keys, now, user=None, note=""):
    published = Initiative.objects.published().filter(pk__in=keys).values_list("pk", flat=True)
    known = dict(Version.objects.live().filter(initiative__in=keys).values_list("initiative", "snapshot"))
    late = [key for key in published if known.get(key) != now[key]]
    Version.objects.live().filter(initiative__in=late).update(state=Step.SUPERSEDED)
    _add([(key, now[key], note) for key in late], user, state=Step.LIVE, published_at=timezone.now())


def _add(contents, user, **values):
    keys = [key for key, _content, _note in contents]
    counted = Version.objects.filter(initiative__in=keys).order_by().values("initiative")
    last = dict(counted.annotate(last=models.Max("number")).values_list("initiative", "last"))
    made = [
        Version(initiative_id=key, number=last.get(key, 0) + 1, snapshot=content, author=user, note=note, **values)
        for key, content, note in contents
    ]
    return Version.objects.bulk_create(made, batch_size=BATCH)
