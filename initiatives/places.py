"""Place of an initiative in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from municipalities.gazetteer import gazetteer


def place_of(initiative):
    """The municipalities of an initiative, or what is known instead."""
    names = ", ".join(gazetteer().label(municipality) for municipality in initiative.municipalities.all())
    abroad = ", ".join(filter(None, [initiative.city, initiative.country])) if initiative.country else ""
    return capfirst(names or abroad or initiative.unnamed_participants) or _("Geen vaste gemeente")
