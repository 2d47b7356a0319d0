"""Models for submissions by visitors, additions to them, and attempts for the rate limit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.records import State
from core.signed_links import token_hash
from initiatives.models import Initiative
from themes.models import Theme

from .form_querysets import FormQuerySet


class SubmissionQuerySet(FormQuerySet):
    """QuerySet methods for submissions."""

    def for_editors(self):
        """Filter on submissions for editors: corrections at once, other kinds after confirmation by mail."""
        return self.exclude(kind__in=Submission.CONFIRMED_FIRST, confirmed_at=None)

    def find_by_token(self, token):
        """Return the submission with the token of a mailed link; None when there is none."""
        return self.filter(token_hash=token_hash(token)).select_related("initiative", "theme").first()


class Submission(models.Model):
    """A form as a visitor submitted it, with the mail address and role of the submitter."""

    class Kind(models.TextChoices):
        """Kind of submission: the form that it came from."""

        INITIATIVE = "initiatief", _("aangemeld initiatief")
        CORRECTION = "correctie", _("Klopt dit niet meer?")
        ADOPTION = "overname", _("overgenomen voorbeeld")

    class Standing(models.TextChoices):
        """Standing that editors give a submission; PUBLISHED follows from the initiative and is never stored."""

        RECEIVED = "ontvangen", _("ontvangen")
        WORKING = "in-bewerking", _("in bewerking")
        DONE = "verwerkt", _("verwerkt")
        DECLINED = "niet-geplaatst", _("niet geplaatst")
        PUBLISHED = "gepubliceerd", _("gepubliceerd")

    CONFIRMED_FIRST = [Kind.INITIATIVE, Kind.ADOPTION]  # nobody reads these before their submitter confirmed them

    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    created_at = models.DateTimeField(_("verstuurd op"), auto_now_add=True, db_index=True)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    form_digest = models.CharField(max_length=64, default="", editable=False)
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("thema"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("naam"), max_length=120, blank=True)
    text = models.TextField(_("wat de inzender schrijft"))
    for_whom = models.TextField(_("voor wie"), blank=True)
    where = models.CharField(_("waar"), max_length=200, blank=True)
    period = models.CharField(_("wanneer"), max_length=60, blank=True)
    outcome = models.TextField(_("wat het heeft opgeleverd"), blank=True)
    costs = models.TextField(_("wat het kost"), blank=True)
    lessons = models.TextField(_("wat er niet werkte"), blank=True)
    mailbox = models.EmailField(_("postbus voor vragen"), blank=True)
    source = models.URLField(_("bron"), max_length=500, blank=True)
    email = models.EmailField(_("mailadres van de inzender"), blank=True)
    role = models.CharField(_("functie of team van de inzender"), max_length=120, blank=True)
    standing = models.CharField(
        _("stand"),
        max_length=15,
        choices=Standing.choices[:-1],
        default=Standing.RECEIVED,
        help_text=_("De inzender ziet dit en krijgt er een mail over. ‘Gepubliceerd’ volgt vanzelf uit het concept."),
    )
    reason = models.CharField(
        _("reden"),
        max_length=500,
        blank=True,
        help_text=_("Waarom u dit niet plaatst. De inzender leest deze reden. Verplicht bij ‘niet geplaatst’."),
    )
    mailed_standing = models.CharField(
        max_length=15,
        default=Standing.RECEIVED,
        editable=False,
        db_column="told",  # its name in version 0.1.0, whose code reads it during an upgrade
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("inzending")
        verbose_name_plural = _("inzendingen")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing="niet-geplaatst") | ~Q(reason=""),
                name="submission_declined_with_reason",
                violation_error_message=_("Schrijf op waarom u dit niet plaatst. De inzender leest deze reden."),
            ),
            models.UniqueConstraint(
                fields=["form_digest"],
                condition=Q(confirmed_at=None) & ~Q(form_digest=""),
                name="submission_form_sent_once",
            ),
        ]

    def __str__(self):
        return self.title or (self.initiative.title if self.initiative else str(self.get_kind_display()))

    @property
    def is_correction(self):
        """Whether this is a correction to a published initiative."""
        return self.kind == self.Kind.CORRECTION

    @property
    def is_adoption(self):
        """Whether this reports that a municipality took over a published initiative."""
        return self.kind == self.Kind.ADOPTION

    @property
    def current_standing(self):
        """The `Standing` to show: that of the submitted initiative if published or withdrawn, else the stored one."""
        is_own = self.kind == self.Kind.INITIATIVE and self.initiative
        state = self.initiative.state if is_own else None
        by_state = {State.PUBLISHED: self.Standing.PUBLISHED, State.WITHDRAWN: self.Standing.DECLINED}
        return by_state.get(state) or self.Standing(self.standing)

    @property
    def rejection_reason(self):
        """The reason why it was not published or is withdrawn; empty otherwise."""
        if self.current_standing != self.Standing.DECLINED:
            return ""
        return self.reason or (self.initiative.withdrawal_reason if self.initiative else "")


class Addition(models.Model):
    """An addition by a submitter to their submission, which itself stays as it was."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="additions")
    created_at = models.DateTimeField(_("verstuurd op"), auto_now_add=True)
    text = models.TextField(_("aanvulling"))

    class Meta:
        verbose_name = _("aanvulling")
        verbose_name_plural = _("aanvullingen")
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.text[:60]


class Attempt(models.Model):
    """A sent form, counted for the rate limit: hashes of its IP address and the network around it; stored for a day."""

    who = models.CharField(max_length=64)
    network = models.CharField(max_length=64, default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["who", "at"], name="attempt_who_at"),
            models.Index(fields=["network", "at"], name="attempt_network_at"),
        ]

    def __str__(self):
        return str(self.at)
