"""Agreements to be asked, check requests with their answers, and when each editor was last reminded."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.publishability import looks_personal


class ContactAgreement(models.Model):
    """A municipality agrees to check requests to one mailbox; another mailbox needs a new agreement."""

    initiative = models.OneToOneField(
        Initiative,
        verbose_name=_("initiatief"),
        on_delete=models.CASCADE,
        related_name="contact_agreement",
        help_text=_("Het initiatief waarover wij vragen mogen sturen."),
    )
    mailbox = models.EmailField(
        _("postbus"),
        help_text=_("De gedeelde postbus die akkoord is. Wij mailen alleen als die ook bij het initiatief staat."),
    )
    agreed_on = models.DateField(_("akkoord op"), help_text=_("De dag waarop de gemeente akkoord ging."))
    note = models.CharField(
        _("toelichting"),
        max_length=200,
        blank=True,
        help_text=_("Hoe u het akkoord kreeg, bijvoorbeeld per mail. Geen namen. Alleen voor de redactie."),
    )

    class Meta:
        verbose_name = _("akkoord voor mail")
        verbose_name_plural = _("akkoorden voor mail")
        ordering = ["initiative__title"]

    def __str__(self):
        return str(self.initiative)

    def clean(self):
        """Refuse the mail address of a person."""
        if looks_personal(self.mailbox):
            raise ValidationError({"mailbox": _("Dit lijkt het adres van een persoon. Gebruik een gedeelde postbus.")})


class CheckRequestQuerySet(models.QuerySet):
    """Verbs for check requests."""

    def waiting(self):
        """Those with an answer that an editor must still handle."""
        return self.filter(handled=False).exclude(answered_at=None)


class CheckRequest(models.Model):
    """The request to check whether an initiative is still right: one per check, answered once, never public."""

    class Answer(models.TextChoices):
        """What a municipality can answer."""

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

    objects = CheckRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag aan een gemeente")
        verbose_name_plural = _("vragen aan gemeenten")
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(fields=["initiative", "due_on"], name="check_request_once_per_check")]

    def __str__(self):
        return str(self.initiative)


class Digest(models.Model):
    """When an editor last got the mail with open tasks."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    sent_on = models.DateField(null=True)

    def __str__(self):
        return str(self.user)
