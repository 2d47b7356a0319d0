"""Requirements for publishing an initiative, and the day of its next check."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.dates import is_future, months_after
from core.records import PublishRule
from initiatives.checklist.findings import Level
from initiatives.checklist.markup import check_markup
from initiatives.freshness import ended_before_as_of
from initiatives.prose import STORY

PLACES = ["municipalities", "no_municipality_reason", "country", "unnamed_participants"]
DATED = ["as_of", "end_year", "end_date", "checked_on"]
FACTS = ["summary", "kind", "status", "main_theme", "themes", "offline_at", *DATED, *PLACES, *STORY]
CHECK_FIELDS = ["checked_on", "checked_by", "checked_by_municipality", "next_check"]
UNCLEARED = _(
    "Hier staat een afbeelding bij zonder toestemming van wie erop staat, of een document dat niet is nagekeken op "
    "persoonsgegevens. Haal het weg, of leg de toestemming of de controle vast bij de afbeelding of het document."
)
DRAFT_MAY_LACK = ["summary", "kind", "status", "themes"]
PRIVATE_PROVIDER = re.compile(r"@(gmail|hotmail|outlook|live|ziggo|kpnmail|icloud|yahoo)\.", re.IGNORECASE)
SHARED_WORDS = re.compile(  # parts of words that no name has, and whole words
    r"team|gemeente|loket|afdeling|secretariaat|redactie|meldpunt|steunpunt|servicepunt|service|griffie|balie|burgerzaken"
    r"|contact|communicatie|beleid|project|programma|sociaal|domein|samenlev|welzijn|wonen|opvang|jeugd|onderwijs"
    r"|participatie|inwoner|inburger|integratie|inkomen|vrijwillig|statushouder|nieuwkomer|vluchteling|ontheemd"
    r"|asielzoek|bibliotheek|stichting|\b(info|kcc|wmo|coa|zorg)\b",
    re.IGNORECASE,
)
REQUIREMENTS = [
    ("summary", lambda facts: facts["summary"], _("Schrijf een samenvatting: wat is het, voor wie en waar?")),
    ("kind", lambda facts: facts["kind"], _("Kies wat voor initiatief dit is.")),
    ("status", lambda facts: facts["status"], _("Kies hoe ver het initiatief is.")),
    (
        "status",
        lambda facts: not ended_before_as_of(facts),
        _("De status loopt door, maar het eindjaar ligt vóór de peildatum. Pas de status of het einde aan."),
    ),
    (
        "as_of",
        lambda facts: not is_future(facts["as_of"]),
        _("De peildatum ligt in de toekomst. Kies een datum van vandaag of eerder."),
    ),
    (
        "checked_on",
        lambda facts: not is_future(facts["checked_on"]),
        _("De dag van de controle ligt in de toekomst. Kies vandaag of een eerdere dag."),
    ),
    ("themes", lambda facts: facts["themes"], _("Kies minstens één thema.")),
    (
        "main_theme",
        lambda facts: facts["main_theme"] and not facts["main_theme"].parent_id,
        _("Kies als hoofdthema een hoofdthema, geen subthema."),
    ),
    (
        "offline_at",
        lambda facts: not facts["offline_at"] or facts["offline_at"] > timezone.now(),
        _("Het moment waarop dit van de site gaat, is al voorbij. Kies een later moment, of laat het leeg."),
    ),
    (
        "municipalities",
        lambda facts: any(facts[name] for name in PLACES),
        _("Kies een gemeente, of schrijf op waarom er geen gemeente bij staat."),
    ),
]


def missing_requirements(facts):
    """Return the unmet requirements for publication; `core.publishing.publish_errors()` adds those on sources.

    Args: facts, a mapping of the names in FACTS to values, of a relation to many at least whether it has rows; a
        field that is missing counts as empty.
    Returns: a list of (field, sentence), which says what to do.
    """
    facts = dict.fromkeys(FACTS) | dict(facts)
    missing = [(field, sentence) for field, is_met, sentence in REQUIREMENTS if not is_met(facts)]
    return missing + [
        (field, sentence)
        for field in STORY
        for level, sentence in check_markup(facts[field] or "", set())
        if level == Level.BLOCK
    ]


PUBLISH_RULE = PublishRule(source="citations", fields=tuple(FACTS), errors=missing_requirements)


def looks_personal(address):
    """Whether an e-mail address seems to be a person's: of a provider to private people, or words with a dot between.

    A word that says what a mailbox is for makes it a shared one; a dash alone says nothing, for teams have it too.
    """
    words = address.rpartition("@")[0].replace("_", ".").strip(".")
    return bool(PRIVATE_PROVIDER.search(address)) or ("." in words and not SHARED_WORDS.search(words))


def next_check_date(day):
    """The day on which what was checked on a day must be checked again."""
    return months_after(day, settings.CHECK_AGAIN_MONTHS)
