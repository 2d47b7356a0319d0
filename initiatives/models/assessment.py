"""Assessment of the evidence for the results of an initiative, with its source and reason."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.choices import Evidence, RubricAnswer
from sources.models import Publication

RUBRIC = ["was_counted", "counted_by_other", "was_compared", "document_seen", "about_this_place"]
ASSESSMENT = ["evidence", "assessment_publication", "assessment_reason", *RUBRIC]  # what an editor fills in
NEEDED = {  # the questions of which the answer must be yes
    Evidence.COUNTED: ["was_counted", "about_this_place"],
    Evidence.EVALUATED: ["counted_by_other", "document_seen", "about_this_place"],
    Evidence.COMPARED: ["counted_by_other", "was_compared", "document_seen", "about_this_place"],
}
MISSING = {
    "evidence": _("Kies ook wat de onderbouwing is, of maak de andere velden van de beoordeling leeg."),
    "assessment_publication": _("Kies de bron waarop deze beoordeling rust."),
    "assessment_reason": _("Schrijf in één zin waarom u dit kiest."),
    **dict.fromkeys(RUBRIC, _("Beantwoord deze vraag: ja, nee of niet bekend.")),
}


class HasAssessment(models.Model):
    """An assessment of the evidence by an editor: all of it or nothing.

    The rung on the ladder counts only with the publication, the reason and the five answers that it rests on.
    """

    evidence = models.CharField(
        _("onderbouwing"),
        max_length=20,
        choices=Evidence,
        default=Evidence.NOT_ASSESSED,
        help_text=_("Hoe goed wij weten wat het oplevert. Vul dan ook de velden hieronder in."),
    )
    suggested_evidence = models.CharField(
        _("suggestie voor de onderbouwing"),
        max_length=20,
        choices=Evidence,
        default=Evidence.NOT_ASSESSED,
        help_text=_("Volgt uit een vaste regel of uit een bestand: niemand heeft het beoordeeld. Niet op de site."),
    )
    assessment_publication = models.ForeignKey(
        Publication,
        verbose_name=_("beoordeeld op basis van"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessed_initiatives",
        help_text=_("De bron waarop de beoordeling rust. Openbaar."),
    )
    assessment_reason = models.CharField(
        _("waarom"), max_length=300, blank=True, help_text=_("Waarom u dit kiest, in één zin. Openbaar.")
    )
    was_counted = models.CharField(
        _("is er geteld of gemeten?"),
        max_length=10,
        choices=RubricAnswer,
        blank=True,
        help_text=_("Aantallen, of een meting zoals een enquête."),
    )
    counted_by_other = models.CharField(
        _("deed een ander dat dan wie het uitvoert?"),
        max_length=10,
        choices=RubricAnswer,
        blank=True,
        help_text=_("Bijvoorbeeld een onderzoeksbureau of een universiteit."),
    )
    was_compared = models.CharField(
        _("is het vergeleken met een situatie zonder dit initiatief?"),
        max_length=10,
        choices=RubricAnswer,
        blank=True,
        help_text=_("Met de tijd ervoor, of met een plek die het niet heeft."),
    )
    document_seen = models.CharField(
        _("hebben wij het stuk zelf gelezen?"),
        max_length=10,
        choices=RubricAnswer,
        blank=True,
        help_text=_("Een inhoudsopgave, een samenvatting of een bericht erover telt niet."),
    )
    about_this_place = models.CharField(
        _("gaat het over deze plaats?"),
        max_length=10,
        choices=RubricAnswer,
        blank=True,
        help_text=_("En niet over een ander project of over het hele land."),
    )
    assessed_on = models.DateField(_("beoordeeld op"), null=True, blank=True, help_text=_("Vult het portaal zelf in."))
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beoordeeld door"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Vult het portaal zelf in. Op de site staat: de redactie."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if errors := assessment_errors(self):
            raise ValidationError(errors)

    @property
    def is_assessed(self):
        """Whether an editor assessed the evidence."""
        return self.evidence != Evidence.NOT_ASSESSED

    @property
    def evidence_explanation(self):
        """Explanation of its rung of the evidence ladder."""
        return Evidence(self.evidence).explanation

    @property
    def rubric(self):
        """The five questions with their answers, in words."""
        return [(self._meta.get_field(name).verbose_name, getattr(self, f"get_{name}_display")()) for name in RUBRIC]


def assessment_errors(row):
    """Return the validation errors of an assessment, a dict from field to sentence; empty without an assessment."""
    filled = [name for name in ASSESSMENT if getattr(row, _attname(name))]
    filled = [name for name in filled if name != "evidence" or row.is_assessed]
    if not filled:
        return {}
    errors = {name: MISSING[name] for name in ASSESSMENT if name not in filled}
    for name in NEEDED.get(row.evidence, []):
        if name in filled and getattr(row, name) != RubricAnswer.YES:
            level = Evidence(row.evidence).label
            errors[name] = _("‘%(level)s’ kan alleen als het antwoord hier ‘ja’ is.") % {"level": level}
    return errors


def _attname(name):
    return "assessment_publication_id" if name == "assessment_publication" else name
