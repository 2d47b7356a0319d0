"""The values of the generator (../shared/bench/gen.py) as ours; the import and `bench/wsgi.py` both use them."""

from django.utils.text import slugify

from initiatives.choices import Evidence, Kind, Status

THEMES = {
    "opvang": "opvang",
    "huisvesting": "huisvesting",
    "inburgering": "inburgering",
    "arbeidsmigratie": "arbeidsmigratie",
    "onderwijs-taal": "taal",
    "ongedocumenteerden": "ongedocumenteerden",
}
STATUSES = {
    "lopend": Status.RUNNING.value,
    "gepland": Status.PREPARING.value,
    "afgerond": Status.FINISHED.value,
    "gestopt": Status.STOPPED.value,
    "structureel": Status.ADOPTED.value,
}
# A proposal and a foreign example need more than the generator tells.
KINDS = [kind.value for kind in Kind if kind not in {Kind.PROPOSAL, Kind.FOREIGN}]
EVIDENCE = [rung.value for rung in Evidence]


def place_slug(name):
    """The last part of the web address of a municipality with this name."""
    return slugify(name.replace("'", ""))


def ours(parameter, value):
    """What a value of the generator is called here, in a parameter of the finder; other values stay as they are."""
    if parameter == "gemeente":
        return place_slug(value)
    return {"thema": THEMES, "status": STATUSES}.get(parameter, {}).get(value, value)
