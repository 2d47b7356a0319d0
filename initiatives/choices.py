"""The controlled vocabularies of an initiative; the values are also the words in a web address."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InitiativeKind(models.TextChoices):
    """Kinds of initiatives."""

    PROJECT = "project", _("Project")
    PILOT = "pilot", _("Pilot")
    FACILITY = "voorziening", _("Voorziening")
    INSTRUMENT = "beleidsinstrument", _("Beleidsinstrument")
    METHOD = "werkwijze", _("Werkwijze")
    PROGRAMME = "programma", _("Programma")
    PROPOSAL = "voorstel", _("Voorstel")
    FOREIGN = "buitenlands-voorbeeld", _("Buitenlands voorbeeld")
    EVENT = "evenement", _("Evenement")


class InitiativeStatus(models.TextChoices):
    """Status of an initiative on its as-of date."""

    PROPOSED = "voorstel", _("Voorstel")
    PREPARING = "in-voorbereiding", _("In voorbereiding")
    BUILDING = "in-aanbouw", _("In aanbouw")
    PILOT = "pilot", _("Pilot")
    RUNNING = "lopend", _("Lopend")
    ADOPTED = "vastgesteld-beleid", _("Vastgesteld beleid")
    STOPPED = "gestopt", _("Gestopt")
    FINISHED = "afgerond", _("Afgerond")
    UNKNOWN = "onbekend", _("Niet bekend")


class Evidence(models.TextChoices):
    """The evidence ladder: how well the results are known."""

    NOT_ASSESSED = "niet-beoordeeld", _("Nog niet beoordeeld")
    EXPERIENCE = "ervaring", _("Ervaring")
    COUNTED = "cijfers", _("Cijfers")
    EVALUATED = "onderzocht", _("Onderzocht")
    COMPARED = "effect-vergeleken", _("Effect vergeleken")

    @property
    def explanation(self):
        """Explanation of this rung of the ladder, in one sentence."""
        return EVIDENCE_EXPLANATIONS[self]


class RubricAnswer(models.TextChoices):
    """An answer to a question about the evidence."""

    YES = "ja", _("Ja")
    NO = "nee", _("Nee")
    UNKNOWN = "onbekend", _("Niet bekend")


EVIDENCE_EXPLANATIONS = {
    Evidence.NOT_ASSESSED: _("Hoe goed dit is onderbouwd, zoekt de redactie nog uit."),
    Evidence.EXPERIENCE: _("Verteld door mensen die erbij betrokken zijn."),
    Evidence.COUNTED: _("Geteld door de uitvoerder."),
    Evidence.EVALUATED: _("Onderzocht door een onafhankelijke partij, die in de bronnen staat."),
    Evidence.COMPARED: _("Vergeleken met de situatie zonder dit initiatief."),
}


class ResultKind(models.TextChoices):
    """Kinds of results: resources put in, participants reached, changes brought about, or reactions of others."""

    INPUT = "inzet", _("Inzet: plekken, geld of mensen")
    REACH = "bereik", _("Bereik: wie er meededen")
    OUTCOME = "uitkomst", _("Uitkomst: wat er veranderde")
    REACTION = "reactie", _("Reactie: van buren, bezoekers of media")


class CostBand(models.TextChoices):
    """A range of money, in euros, so that initiatives can be compared."""

    UNTIL_10K = "tot-10000", _("tot € 10.000")
    UNTIL_50K = "10000-50000", _("€ 10.000 tot € 50.000")
    UNTIL_250K = "50000-250000", _("€ 50.000 tot € 250.000")
    UNTIL_1M = "250000-1-miljoen", _("€ 250.000 tot € 1 miljoen")
    OVER_1M = "meer-dan-1-miljoen", _("€ 1 miljoen of meer")
