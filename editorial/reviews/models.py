"""Models for contact agreements, yearly rounds, check requests with their answers, and digests to editors."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import IN_FUTURE, is_future, months_after
from initiatives.models import Initiative
from initiatives.publishability import looks_personal
from municipalities.models import Municipality

AGREEMENT_MONTHS = 12
SOON = timedelta(days=30)
MAX_MERGERS = 4  # of a municipality, one after the other


def a_year_from_now():
    """Return the last day of an agreement that is made today."""
    return months_after(timezone.localdate(), AGREEMENT_MONTHS)


def page_problem(initiative, mailbox):
    """Return an error message when the page of an initiative names another mailbox than its agreement; "" otherwise."""
    shown = initiative.contact_email
    text = _("Op de pagina van dit voorbeeld staat een andere postbus: %(shown)s. Verander die eerst.")
    return "" if shown in {"", mailbox} else text % {"shown": shown}


class ContactAgreementQuerySet(models.QuerySet):
    """QuerySet methods for contact agreements."""

    def valid(self):
        """Filter on agreements that are valid today; some old ones have no last day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))

    def to_ask(self):
        """Filter on agreements of municipalities with published examples to ask about, and without a round this year.

        Includes the examples of predecessors; municipalities that ended are left out.
        """
        year, municipality = timezone.localdate().year, OuterRef("municipality")
        asked = CheckRequest.objects.filter(_part_of("round__municipality", OuterRef(municipality)), round__year=year)
        links = Initiative.municipalities.through.objects.filter(_part_of("municipality", municipality))
        links = links.filter(initiative__in=Initiative.objects.published())
        to_ask = self.valid().filter(
            Exists(links.exclude(Exists(asked.filter(initiative=OuterRef("initiative"))))), municipality__ended_on=None
        )
        return to_ask.exclude(municipality__in=Round.objects.filter(year=year).values("municipality"))

    def to_renew(self):
        """Filter on agreements that ended, or end within 30 days."""
        return self.filter(valid_until__lt=timezone.localdate() + SOON)


def _part_of(name, key):
    """Return a `Q`: the municipality in a field has this key, or merged into that one in at most MAX_MERGERS steps."""
    return reduce(or_, (Q(**{name + "__successor" * step: key}) for step in range(MAX_MERGERS + 1)))


class ContactAgreement(models.Model):
    """Agreement with a mailbox to ask it about all initiatives of a municipality, or about one initiative."""

    municipality = models.OneToOneField(
        Municipality,
        verbose_name=_("gemeente"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_agreement",
        help_text=_("De gemeente waaraan wij vragen mogen sturen, over al haar initiatieven."),
    )
    initiative = models.OneToOneField(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_agreement",
        help_text=_("Alleen als één initiatief een eigen postbus heeft. Laat de gemeente dan leeg."),
    )
    function = models.CharField(
        _("functie of team"),
        max_length=120,
        blank=True,
        help_text=_("Wie de postbus leest, bijvoorbeeld: team Samenleven. Nooit de naam van een persoon."),
    )
    mailbox = models.EmailField(
        _("postbus"),
        help_text=_(
            "De gedeelde postbus die akkoord is. Bij één initiatief: dezelfde als bij contact, of daar staat er geen."
        ),
    )
    agreed_on = models.DateField(_("akkoord op"), help_text=_("De dag waarop de gemeente akkoord ging."))
    valid_until = models.DateField(
        _("geldig tot en met"),
        null=True,
        blank=True,
        default=a_year_from_now,
        help_text=_(
            "Daarna sturen wij niets meer, tot de gemeente opnieuw akkoord gaat. Leeg: een jaar na het akkoord."
        ),
    )
    note = models.CharField(
        _("bron"),
        max_length=200,
        blank=True,
        help_text=_("Hoe u het akkoord kreeg, bijvoorbeeld per mail. Geen namen. Alleen voor de redactie."),
    )

    objects = ContactAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact bij een gemeente")
        verbose_name_plural = _("contacten bij gemeenten")
        ordering = ["municipality__name", "initiative__title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality=None, initiative__isnull=False)
                | Q(municipality__isnull=False, initiative=None),
                name="contact_agreement_about_one",
                violation_error_message=_("Kies een gemeente of een initiatief, en niet allebei."),
            )
        ]

    def __str__(self):
        return str(self.municipality or self.initiative)

    def clean(self):
        """Refuse a personal address and invalid dates; an agreement without a last day ends after a year."""
        if self.agreed_on and not self.valid_until:
            self.valid_until = months_after(self.agreed_on, AGREEMENT_MONTHS)
        if self.initiative and (problem := page_problem(self.initiative, self.mailbox)):
            raise ValidationError({"mailbox": problem})
        if self.agreed_on and is_future(self.agreed_on):
            raise ValidationError({"agreed_on": IN_FUTURE})
        if looks_personal(self.mailbox):
            raise ValidationError({"mailbox": _("Dit lijkt het adres van een persoon. Gebruik een gedeelde postbus.")})
        if self.agreed_on and self.valid_until and self.valid_until < self.agreed_on:
            raise ValidationError({"valid_until": _("Deze dag ligt vóór de dag van het akkoord.")})


class RoundQuerySet(models.QuerySet):
    """QuerySet methods for rounds."""

    def with_progress(self):
        """Annotate each round with its numbers of requests: in all, answered, by answer, and to accept."""
        answers = {
            f"said_{answer.name.lower()}": Count("requests", filter=Q(requests__answer=answer))
            for answer in CheckRequest.Answer
        }
        to_accept = Count("requests", filter=Q(requests__answer=CheckRequest.Answer.YES, requests__is_accepted=None))
        asked, answered = Count("requests"), Count("requests__answered_at")
        return self.annotate(asked=asked, answered=answered, to_accept=to_accept, **answers)

    def open(self):
        """Filter on rounds with an unanswered check request for a published initiative."""
        unanswered = CheckRequest.objects.filter(round=OuterRef("pk"), answered_at=None)
        return self.filter(Exists(unanswered.filter(initiative__in=Initiative.objects.published())))


class Round(models.Model):
    """A yearly round: the check of all examples of one municipality in one year."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="check_rounds"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    sent_at = models.DateTimeField(_("verstuurd op"))
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("jaarronde")
        verbose_name_plural = _("jaarrondes")
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="round_once_a_year")]

    def __str__(self):
        return f"{self.municipality} {self.year}"


class CheckRequestQuerySet(models.QuerySet):
    """QuerySet methods for check requests."""

    def waiting(self):
        """Filter on answers "changed" or "stopped" that an editor must still handle."""
        answers = [CheckRequest.Answer.CHANGED, CheckRequest.Answer.STOPPED]
        return self.filter(handled=False, answer__in=answers)

    def asked_now(self):
        """Filter on unanswered requests whose link, of the mail or of its reminder, still works."""
        since = timezone.now() - timedelta(days=settings.CHECK_LINK_DAYS)
        return self.filter(Q(sent_at__gt=since) | Q(round__reminded_at__gt=since), answered_at=None)

    def to_accept(self):
        """Filter on a "ja" that no editor accepted as a confirmation or set aside yet."""
        return self.filter(answer=CheckRequest.Answer.YES, is_accepted=None)


class CheckRequest(models.Model):
    """The request to check whether an initiative is still right: one per check, answered once, never public."""

    class Answer(models.TextChoices):
        """Answers of a municipality to a check request."""

        YES = "ja", _("Ja, dit klopt nog")
        CHANGED = "veranderd", _("Nee, er is iets veranderd")
        STOPPED = "gestopt", _("Het is gestopt")

    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiatief"), on_delete=models.CASCADE, related_name="check_requests"
    )
    due_on = models.DateField(_("controle van"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("verstuurd op"))
    answer = models.CharField(_("antwoord"), max_length=10, choices=Answer, blank=True)
    text = models.TextField(_("toelichting"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    handled = models.BooleanField(
        _("afgehandeld"),
        default=False,
        help_text=_("Aan als u het initiatief heeft bijgewerkt, of als dat niet hoeft."),
    )

    is_accepted = models.BooleanField(_("overgenomen als bevestiging"), null=True, editable=False)
    reason = models.CharField(
        _("waarom niet overgenomen"), max_length=300, blank=True, default="", db_default="", editable=False
    )
    round = models.ForeignKey(
        Round, verbose_name=_("jaarronde"), on_delete=models.CASCADE, null=True, blank=True, related_name="requests"
    )

    objects = CheckRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag aan een gemeente")
        verbose_name_plural = _("vragen aan gemeenten")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "due_on"], condition=Q(round=None), name="check_request_once_per_check"
            ),
            models.UniqueConstraint(fields=["round", "initiative"], name="check_request_once_per_round"),
        ]

    def __str__(self):
        return str(self.initiative)

    @property
    def is_to_accept(self):
        """Whether it is a "ja" that waits for an editor."""
        return self.answer == self.Answer.YES and self.is_accepted is None


class Digest(models.Model):
    """Date of the last digest (the mail with open tasks) to an editor."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    sent_on = models.DateField(null=True)

    def __str__(self):
        return str(self.user)
