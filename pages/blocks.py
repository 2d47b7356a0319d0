"""The blocks that an editor places in a fixed text, as `{{ verzameling }}`: what is counted, set or obliged."""

from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from initiatives.collection import collection
from initiatives.models import MarketEdition
from themes.models import Ask

from .about import rubric, upkeep
from .live import contact_email, site_owner
from .markers import picture_key
from .pictures import placed_pictures

REASON = "VRA-45"  # the ask that this site is an answer to


class Place(Enum):
    """Where a block stands."""

    INLINE = "in a sentence"
    ALONE = "on a line of its own"
    SECTION = "on a line of its own, between two sections: it is one itself, or as wide as the page"


@dataclass(frozen=True)
class Block:
    """A block: what it shows, in the words of an editor, and where it stands; its template is in `fixed/blocks/`."""

    label: str | Promise
    place: Place = Place.INLINE

    @property
    def is_inline(self):
        """Whether it stands in a sentence."""
        return self.place is Place.INLINE


BLOCKS = {
    "verzameling": Block(_("hoeveel voorbeelden er zijn")),
    "eigenaar": Block(_("wie de site beheert, of dat dit niet is ingevuld")),
    "mailadres": Block(_("het mailadres van de redactie, als link")),
    "webadres": Block(_("het adres van de site")),
    "bronnen": Block(_("bij hoeveel bronnen geen datum bekend is")),
    "nagekeken": Block(_("hoeveel voorbeelden zijn nagekeken")),
    "links": Block(_("hoeveel links naar bronnen zijn geprobeerd")),
    "lijken": Block(_("wanneer twee gemeenten op elkaar lijken"), Place.SECTION),
    "onderbouwing": Block(_("de treden van de onderbouwing, met de vijf vragen"), Place.SECTION),
    "aanleiding": Block(_("de vraag waar deze site een antwoord op is"), Place.SECTION),
    "markt": Block(_("waar de naam vandaan komt, met de dag van de markt"), Place.ALONE),
    "cookies": Block(_("de tabel met cookies"), Place.ALONE),
    "wissen": Block(_("wanneer wij mailadres en functie van een inzender wissen")),
    "antwoorden": Block(_("wanneer wij de toelichting van een gemeente wissen")),
    "logboek": Block(_("wanneer wij het logboek wissen")),
    "verklaring": Block(_("de status van de toegankelijkheidsverklaring"), Place.ALONE),
    "keuzes": Block(_("de tabel met keuzes van de zoekpagina en de feed"), Place.SECTION),
    "initiatieven": Block(_("de link om alle initiatieven te downloaden")),
    "knelpunten": Block(_("de link om alle knelpunten te downloaden")),
    "bestanden": Block(_("de tabel met alle bestanden van de open data"), Place.ALONE),
    "herkomst": Block(_("van wie de gegevens zijn: dat moet van hun licentie")),
}


PICTURE = Block(_("een afbeelding uit ‘Afbeeldingen’, met haar nummer daar"), Place.ALONE)
PICTURE_EXAMPLE = "afbeelding 12"


def block_of(name):
    """The `Block` of a name in a text; None for one that we do not know."""
    return PICTURE if picture_key(name) else BLOCKS.get(name)


def block_context(kind):
    """Template context of the blocks on a page of a kind; each thing is looked up once, where a block needs it."""
    return {
        "portal_url": settings.PORTAL_URL,
        "contact_email": contact_email(),
        "site_owner": site_owner(),
        "subject": kind.mail_subject,
        "accessibility_status": settings.ACCESSIBILITY_STATUS,
        "session_name": settings.SESSION_COOKIE_NAME,
        "session_hours": settings.SESSION_HOURS,
        "csrf_name": settings.CSRF_COOKIE_NAME,
        "audit_months": settings.AUDIT_MONTHS,
        "personal_data_months": settings.PERSONAL_DATA_MONTHS,
        "collection": SimpleLazyObject(collection),
        "upkeep": SimpleLazyObject(upkeep),
        "rubric": SimpleLazyObject(rubric),
        "reason": SimpleLazyObject(lambda: Ask.objects.published().filter(code=REASON).first()),
        "edition": SimpleLazyObject(lambda: MarketEdition.objects.published().first()),
    }


def render_block(name, context):
    """The HTML of a block; context, of `block_context`. Returns: nothing for a name that we do not know."""
    if key := picture_key(name):
        return render_to_string("fixed/blocks/afbeelding.html", {"picture": placed_pictures().get(key)}).strip()
    return render_to_string(f"fixed/blocks/{name}.html", context).strip() if name in BLOCKS else ""
