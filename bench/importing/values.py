"""The values of the generator (../shared/bench/gen.py) as the portal has them, for the import and `bench/wsgi.py`."""

from django.utils.text import slugify

from initiatives.choices import InitiativeStatus

THEMES = {
    "opvang": "opvang",
    "huisvesting": "huisvesting",
    "inburgering": "inburgering",
    "arbeidsmigratie": "arbeidsmigratie",
    "onderwijs-taal": "taal",
    "ongedocumenteerden": "ongedocumenteerden",
}
STATUSES = {
    "lopend": InitiativeStatus.RUNNING.value,
    "gepland": InitiativeStatus.PREPARING.value,
    "afgerond": InitiativeStatus.FINISHED.value,
    "gestopt": InitiativeStatus.STOPPED.value,
    "structureel": InitiativeStatus.ADOPTED.value,
}


def municipality_slug(name):
    """The last part of the web address of a municipality with this name."""
    return slugify(name.replace("'", ""))


def translated_value(parameter, value):
    """The portal's value for one of the generator, in a parameter of the finder; other values stay as they are."""
    if parameter == "gemeente":
        return municipality_slug(value)
    return {"thema": THEMES, "status": STATUSES}.get(parameter, {}).get(value, value)
