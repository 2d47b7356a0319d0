"""Model for a question of a visitor to a municipality; its text and sender are erased when no longer needed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.signed_links import token_hash
from editorial.outbox.models import Mail
from editorial.submissions.form_querysets import FormQuerySet
from initiatives.models import Initiative
from municipalities.models import Municipality


class QuestionQuerySet(FormQuerySet):
    """QuerySet methods for questions."""

    def for_editors(self):
        """Filter on questions that editors see: those confirmed by their sender."""
        return self.exclude(state=Question.State.UNCONFIRMED)

    def waiting(self):
        """Filter on questions that an editor must forward."""
        return self.filter(state=Question.State.WAITING)

    def find_by_token(self, token):
        """Return the question with the token of a mailed link; None without one, or if not confirmed in time."""
        return self.openable().filter(token_hash=token_hash(token)).select_related("initiative", "municipality").first()


class Question(models.Model):
    """A question of a visitor about one initiative, for the mailbox of its municipality.

    municipality: set when the question is for a municipality that considers the initiative too.
    """

    class State(models.TextChoices):
        """State of a question; in the last two its text is erased."""

        UNCONFIRMED = "onbevestigd", _("nog niet bevestigd")
        WAITING = "wacht", _("wacht op de redactie")
        RELAYED = "onderweg", _("onderweg naar de gemeente")
        DELIVERED = "bezorgd", _("bezorgd bij de gemeente")
        CLOSED = "gesloten", _("niet bezorgd, gesloten")

    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="questions"
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("gemeente die het overweegt"),
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="+",
    )
    text = models.TextField(_("vraag"), blank=True)
    email = models.EmailField(_("mailadres van de vrager"), blank=True)
    state = models.CharField(_("stand"), max_length=12, choices=State, default=State.UNCONFIRMED)
    token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    form_digest = models.CharField(max_length=64, default="", editable=False)
    created_at = models.DateTimeField(_("verstuurd op"), auto_now_add=True, db_index=True)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True)
    relayed_at = models.DateTimeField(_("doorgestuurd op"), null=True, blank=True)
    returned_at = models.DateTimeField(_("teruggekomen op"), null=True, blank=True)
    settled_at = models.DateTimeField(_("bezorgd of gesloten op"), null=True, blank=True)
    mailbox = models.EmailField(
        _("stuur door naar"),
        blank=True,
        help_text=_("De gedeelde postbus van de gemeente. Als u opslaat, gaat de vraag er meteen heen."),
    )
    reason = models.CharField(
        _("of: waarom u niet doorstuurt"),
        max_length=300,
        blank=True,
        help_text=_("De vrager leest deze reden. Daarna is de vraag gewist."),
    )
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag van een bezoeker")
        verbose_name_plural = _("vragen van bezoekers")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["bezorgd", "gesloten"]) | Q(text="", settled_at__isnull=False),
                name="question_settled_without_text",
            ),
            models.UniqueConstraint(
                fields=["form_digest"],
                condition=Q(confirmed_at=None) & ~Q(form_digest=""),
                name="question_form_sent_once",
            ),
        ]

    def __str__(self):
        return str(self.initiative)

    @property
    def municipalities(self):
        """The municipalities that it is for, by name."""
        if self.municipality:
            return [self.municipality]
        return sorted(self.initiative.municipalities.all(), key=lambda place: place.name)

    @property
    def is_confirmed(self):
        """Whether its sender confirmed that they sent it."""
        return self.state != self.State.UNCONFIRMED

    @property
    def is_settled(self):
        """Whether it was delivered or closed."""
        return self.state in {self.State.DELIVERED, self.State.CLOSED}
