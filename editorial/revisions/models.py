"""The revisions of an initiative, from concept to published."""

from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.generation import content_change, expect_change_at
from core.memo import dry_run
from core.records import State
from editorial.accounts.access import is_submitter
from initiatives.models import Initiative

from . import publishing, snapshot
from .history.models import PublicChange  # noqa: F401 (registers the model)
from .presence.models import Presence  # noqa: F401 (registers the model)
from .snapshot import RevisionRefused, SnapshotField
from .states import ALLOWED_STATES, FORCE, OPEN, SUBMITTER_VERBS, VERBS, RevisionState
from .typos import HasTypos, TypoQuerySet

BATCH = 200  # revisions in one statement


class RevisionQuerySet(TypoQuerySet):
    """QuerySet methods for revisions."""

    def open(self):
        """Revisions that may still be published: one at most for each initiative."""
        return self.filter(state__in=OPEN)

    def live(self):
        """Published revisions: one at most for each initiative."""
        return self.filter(state=RevisionState.LIVE)

    def supersede(self):
        """Let later revisions take their place; a plan to publish them ends."""
        return self.update(state=RevisionState.SUPERSEDED, publish_at=None)

    def ready(self):
        """Approved revisions that are neither published nor scheduled yet."""
        return self.filter(state=RevisionState.APPROVED, publish_at=None)

    def planned(self):
        """Scheduled revisions, the earliest first."""
        return self.filter(state=RevisionState.APPROVED, publish_at__isnull=False).order_by("publish_at", "pk")


class Revision(HasTypos):
    """The content of an initiative as somebody saved it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("nummer"))
    state = models.CharField(_("stand"), max_length=12, choices=RevisionState, default=RevisionState.DRAFT)
    snapshot = SnapshotField(_("inhoud"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    note = models.CharField(_("notitie"), max_length=200, blank=True)
    comment = models.TextField(_("opmerking van wie beoordeelde"), blank=True)
    change_note = models.CharField(_("wat er veranderde"), max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("goedgekeurd door"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    forced = models.BooleanField(_("zonder goedkeuring gepubliceerd"), default=False)
    publish_at = models.DateTimeField(_("publiceren op"), null=True, db_index=True)
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie")
        verbose_name_plural = _("versies")
        ordering = ["-number"]
        default_permissions = ()
        permissions = [("force_revision", _("Mag publiceren zonder goedkeuring van een ander"))]
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
        """Whether it may still be published."""
        return self.state in OPEN

    def allowed(self, user):
        """Verbs that a user may perform on the revision now: a list of names."""
        return [verb for verb in VERBS if self._is_allowed(verb, user)]

    def submit(self, user):
        """Ask another editor to review it."""
        self._move_to(RevisionState.SUBMITTED, "submit", user, comment="", author=self.author or user)

    def approve(self, user, comment=""):
        """Approve it: it may be published."""
        self._move_to(RevisionState.APPROVED, "approve", user, approved_by=user, comment=comment.strip())

    def send_back(self, user, comment):
        """Send it back to its author, with a comment."""
        if not comment.strip():
            raise RevisionRefused(_("Schrijf op wat er anders moet."))
        self._move_to(
            RevisionState.RETURNED, "send_back", user, comment=comment.strip(), approved_by=None, publish_at=None
        )

    def publish(self, user, change_note="", next_check=None):
        """Publish it, all of it or nothing; who does so checked it, until next_check: by the rule when not given.

        Raises: RevisionRefused, with all reasons why it cannot be published.
        """
        with self._locked("publish", user):
            self.forced = self._is_forced()
            self.change_note = change_note.strip()
            publishing.note_check(self, user, next_check)
            self._publish()

    def schedule(self, user, publish_at, change_note="", next_check=None):
        """Schedule it for a moment; tried in a dry run now, for then nobody is there to correct it.

        Raises: RevisionRefused, with all reasons why it cannot be published.
        """
        if publish_at <= timezone.now():
            raise RevisionRefused(_("Dit moment is al voorbij. Kies een later moment."))
        with self._locked("schedule", user):
            publishing.note_check(self, user, next_check)
            with dry_run():
                publishing.publish_snapshot(self.initiative, self.snapshot)
            self.forced = self._is_forced()
            self.state, self.publish_at, self.change_note = RevisionState.APPROVED, publish_at, change_note.strip()
            self.save()
            expect_change_at(publish_at)

    def cancel(self, user):
        """Cancel its schedule; it stays approved."""
        self._move_to(RevisionState.APPROVED, "cancel", user, publish_at=None)

    def publish_as_planned(self):
        """Publish it now that its moment has come; one that cannot be published goes back to its author."""
        with content_change():
            ensure_revision(self.initiative)
            self.refresh_from_db()
            if self.state == RevisionState.APPROVED:
                try:
                    with transaction.atomic():
                        self._publish()
                except (RevisionRefused, ValidationError, IntegrityError) as error:
                    self._send_back_unpublished(error)

    def restore(self, user):
        """Copy it to a new concept; the one that was open stays among the revisions."""
        with self._locked("restore", user):
            note = _("Teruggehaald uit versie %(number)s.") % {"number": self.number}
            return save_draft(self.initiative, self.snapshot, user, note)

    def _publish(self):
        publishing.publish_snapshot(self.initiative, self.snapshot, self.change_note)
        self.initiative.revisions.live().supersede()
        self.snapshot = snapshot.take(self.initiative)
        self.state, self.published_at, self.publish_at = RevisionState.LIVE, timezone.now(), None
        self.save()

    def _send_back_unpublished(self, error):
        text = _("Deze versie kon niet op de site op het moment dat gepland was. %(why)s")
        fresh = Revision.objects.get(pk=self.pk)
        fresh.state, fresh.publish_at, fresh.comment = RevisionState.RETURNED, None, text % {"why": error}
        fresh.save()

    def _is_forced(self):
        return self.forced or (settings.FOUR_EYES and self.state != RevisionState.APPROVED)

    def _is_allowed(self, verb, user):
        if is_submitter(user) and verb not in SUBMITTER_VERBS:
            return False
        if verb in {"publish", "schedule"} and self.state in ALLOWED_STATES["publish_unapproved"]:
            return not settings.FOUR_EYES or user.has_perm(FORCE)
        if verb == "cancel" and not self.publish_at:
            return False
        if verb == "approve" and settings.FOUR_EYES and self.author_id == user.pk:
            return False
        is_allowed = self.state in ALLOWED_STATES["publish" if verb == "schedule" else verb]
        return is_allowed and not self._forbids(verb, user)

    @contextmanager
    def _locked(self, verb, user):
        """Within this the revision is as in the database; raises RevisionRefused when the verb is not allowed."""
        ensure_revision(self.initiative)
        with content_change():
            self.refresh_from_db()
            if not self._is_allowed(verb, user):
                raise RevisionRefused(self._refusal(verb))
            yield

    def _refusal(self, verb):
        if verb == "approve" and self.state in ALLOWED_STATES[verb]:
            return _("U kunt uw eigen versie niet goedkeuren. Vraag een andere redacteur.")
        return _("Dit kan niet meer: deze versie is nu ‘%(state)s’.") % {"state": self.get_state_display()}

    def _move_to(self, state, verb, user, **values):
        with self._locked(verb, user):
            for name, value in {"state": state, **values}.items():
                setattr(self, name, value)
            self.save()


def save_draft(initiative, content, user, note=""):
    """Save content as the draft of an initiative; the one before it stays among the revisions.

    Of what is or was on the site the row stays as it is; of what never was there, the row has the same content.
    Args: initiative; content, a snapshot; user, who made it; note, for editors.
    """
    if is_or_was_published(initiative):
        return save_drafts([(initiative.pk, content, note)], user)[0]
    with content_change():
        ensure_revision(initiative)
        initiative.revisions.open().supersede()
        publishing.write(initiative, content)
        return _add([(initiative.pk, snapshot.take(initiative), note)], user)[0]


def save_drafts(drafts, user, current=None):
    """Save drafts of many initiatives that are or were on the site, with as many queries as for one.

    Args: drafts, tuples of the primary key of an initiative, its content and a note; user, their author; current, what
        `snapshot.take_many()` returned for them, if it was called in this transaction.
    """
    keys = [key for key, _content, _note in drafts]
    with content_change():
        current = snapshot.take_many(keys) if current is None else current
        _ensure_live(keys, current)
        Revision.objects.open().filter(initiative__in=keys).supersede()
        contents = [(key, snapshot.with_draft_keys(key, content, current[key]), note) for key, content, note in drafts]
        return _add(contents, user)


def ensure_revision(initiative, user=None, note=""):
    """Make sure that there is a revision of what the row of an initiative has now, whoever wrote it there.

    Returns: that revision; None of what was on the site and is not now, for then nothing may change its row.
    """
    if Initiative.objects.filter(pk=initiative.pk, state=State.PUBLISHED).exists():
        with content_change():
            _ensure_live([initiative.pk], snapshot.take_many([initiative.pk]), user, note)
        return initiative.revisions.live().get()
    if is_or_was_published(initiative):
        return None
    revision = draft_revision(initiative)
    if revision.pk is None:
        with content_change():
            initiative.revisions.open().supersede()
            revision = _add([(initiative.pk, revision.snapshot, note)], user)[0]
    return revision


def draft_revision(initiative):
    """The revision that has the content of the row of a draft; one that is not saved when there is none yet."""
    content, newest = snapshot.take(initiative), initiative.revisions.open().first()
    is_same = newest and snapshot.is_same(newest.snapshot, content)
    return newest if is_same else Revision(initiative=initiative, snapshot=content)


def is_or_was_published(initiative):
    """Whether visitors know an initiative, so that only publishing may change what its row has."""
    on_site = Initiative.objects.exclude(state=State.DRAFT).filter(pk=initiative.pk)
    return on_site.exists() or initiative.revisions.filter(published_at__isnull=False).exists()


def _ensure_live(keys, current, user=None, note=""):
    published = Initiative.objects.filter(pk__in=keys, state=State.PUBLISHED).values_list("pk", flat=True)
    live = dict(Revision.objects.live().filter(initiative__in=keys).values_list("initiative", "snapshot"))
    outdated = [key for key in published if key not in live or not snapshot.is_same(live[key], current[key])]
    Revision.objects.live().filter(initiative__in=outdated).supersede()
    _add([(key, current[key], note) for key in outdated], user, state=RevisionState.LIVE, published_at=timezone.now())


def _add(contents, user, **values):
    keys = [key for key, _content, _note in contents]
    by_initiative = Revision.objects.filter(initiative__in=keys).order_by().values("initiative")
    last = dict(by_initiative.annotate(last=models.Max("number")).values_list("initiative", "last"))
    revisions = [
        Revision(initiative_id=key, number=last.get(key, 0) + 1, snapshot=content, author=user, note=note, **values)
        for key, content, note in contents
    ]
    return Revision.objects.bulk_create(revisions, batch_size=BATCH)
