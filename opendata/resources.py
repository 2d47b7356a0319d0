"""Resources of the open data, by their name in addresses; the fields are in `schemas/`."""

from django.utils.translation import gettext_lazy as _

PARTIAL_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"  # a year, a month or a day in ISO 8601; or nothing
RESOURCES = {
    "initiatieven": _("Initiatieven"),
    "gemeenten": _("Gemeenten"),
    "themas": _("Thema’s"),
    "knelpunten": _("Knelpunten"),
    "kaders": _("Kaders"),
    "begrippen": _("Begrippen"),
    "bronnen": _("Bronnen"),
    "markten": _("Markten"),
    "cijfers": _("Cijfers"),
    "organisaties": _("Organisaties"),
    "stapels": _("Stapels"),
    "vragen": _("Vragen en adviezen"),
    "uitspraken": _("Uitspraken"),
    "gesprekken": _("Gesprekken met gemeenten"),
    "doelgroepen": _("Doelgroepen"),
    "gemeentetypen": _("Typen gemeenten"),
    "provincies": _("Provincies"),
}
