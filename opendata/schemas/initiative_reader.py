"""Initiatives as records, read with four queries however many there are."""

from core.licence import LICENCE_ADDRESS
from initiatives.choices import CostBand, Evidence, InitiativeKind, InitiativeStatus
from initiatives.freshness import Group
from initiatives.media import public_media
from initiatives.models import Initiative
from opendata.linked.identifiers import permanent_url

from .base import Verwijzing, choice, published, site, source
from .initiative_parts import Parts, municipality
from .initiatives import Beoordelingsvraag, Bestand, Initiatief
from .links import Links

RELATIONS = {
    "themes": ("code", "name", "position"),
    "municipalities": ("slug", "name", "name"),
    "target_groups": ("slug", "name", "position"),
    "tags": ("slug", "name", "name"),
    "bottlenecks": ("code", "title"),
    "hindering_bottlenecks": ("code", "title"),
    "stopping_bottlenecks": ("code", "title"),
    "frameworks": ("code", "name", "name"),
    "later_frameworks": ("code", "name", "name"),
    "asks": ("code", "text"),
    "related": ("code", "title"),
}
NAMES = {  # of relations, in the schema
    "themas": "themes",
    "doelgroepen": "target_groups",
    "trefwoorden": "tags",
    "knelpunten": "bottlenecks",
    "hinderende_knelpunten": "hindering_bottlenecks",
    "stoppende_knelpunten": "stopping_bottlenecks",
    "kaders": "frameworks",
    "latere_kaders": "later_frameworks",
    "vragen": "asks",
    "verwant": "related",
}
PART_LISTS = ["resultaten", "partners", "bronvermeldingen", "overnames", "statusverloop", "uitspraken"]
RELATED = ["main_theme", "unnamed_province", "assessment_publication", "parent"]


def read_initiatives(keys):
    """The published initiatives with some primary keys (a list), as `Initiatief`, in that order."""
    found = Initiative.objects.published().with_freshness().select_related(*RELATED).in_order(keys)
    links, parts = Links(Initiative, keys, RELATIONS), Parts(keys)
    return [_record(initiative, links, parts[initiative.pk]) for initiative in found]


def _record(initiative, links, parts):
    places = [municipality(link.code) for link in links[initiative.pk, "municipalities"]]
    return Initiatief(
        code=initiative.code,
        id=permanent_url(initiative),
        adres=site(initiative.get_absolute_url()),
        titel=initiative.title,
        samenvatting=initiative.summary,
        soort=choice(InitiativeKind, initiative.kind),
        gemeenten=places,
        provincies=_provinces(initiative, places),
        licentie=LICENCE_ADDRESS,
        **{name: links[initiative.pk, relation] for name, relation in NAMES.items()},
        **{name: parts.get(name, []) for name in PART_LISTS},
        **_state(initiative),
        **_place(initiative),
        **_story(initiative),
        **_costs(initiative),
        **_assessment(initiative),
        **_checks(initiative),
        **_media(initiative.pk),
    )


def _provinces(initiative, places):
    unnamed = [initiative.unnamed_province.name] if initiative.unnamed_province else []
    return list(dict.fromkeys([*(place.provincie for place in places), *unnamed]))


def _state(initiative):
    freshness = initiative.freshness
    return {
        "status": Verwijzing(code=freshness.status, naam=freshness.status_label),
        "status_volgens_bron": choice(InitiativeStatus, initiative.status),
        "toelichting_status": initiative.status_reason,
        "over_datum": freshness.own_kind is not None,
        "tegenstrijdig": [str(found.sentence) for found in freshness.contradictions],
        "actualiteit": [choice(Group, group) for group in freshness.groups],
        "peildatum": initiative.as_of,
        "peildatum_in_woorden": initiative.as_of_text,
        "stand": str(freshness.as_of_with_age),
        "sinds": initiative.start_year,
        "tot_en_met": initiative.end_year,
        "einddatum": initiative.end_date,
        "doorlooptijd": initiative.lead_time,
    }


def _place(initiative):
    theme, whole = initiative.public_theme, published(initiative.parent)
    return {
        "hoofdthema": Verwijzing(code=theme.code, naam=theme.name) if theme else None,
        "onderdeel_van": Verwijzing(code=whole.code, naam=whole.title) if whole else None,
        "waarom_geen_gemeente": initiative.no_municipality_reason,
        "deelnemers_zonder_naam": initiative.unnamed_participants,
        "aantal_zonder_naam": initiative.unnamed_count,
        "provincie_zonder_naam": initiative.unnamed_province.name if initiative.unnamed_province else "",
        "land": initiative.country or "Nederland",
        "stad": initiative.city,
        "voorgesteld_door": initiative.proposed_by,
    }


def _story(initiative):
    return {
        "aanleiding": initiative.situation,
        "aanpak": initiative.approach,
        "draagvlak": initiative.support,
        "lessen": initiative.lessons,
        "voorwaarden": initiative.conditions,
        "contact_functie": initiative.contact_name,
        "contact_postbus": initiative.contact_email,
    }


def _costs(initiative):
    return {
        "kosten_eenmalig": initiative.cost_one_off,
        "klasse_eenmalig": choice(CostBand, initiative.band_one_off),
        "kosten_per_jaar": initiative.cost_yearly,
        "klasse_per_jaar": choice(CostBand, initiative.band_yearly),
        "wie_betaalt": initiative.cost_funding,
        "toelichting_kosten": initiative.cost_note,
        "formatie": initiative.fte,
    }


def _assessment(initiative):
    publication = published(initiative.assessment_publication)
    rubric = [Beoordelingsvraag(vraag=str(question), antwoord=str(answer)) for question, answer in initiative.rubric]
    return {
        "onderbouwing": choice(Evidence, initiative.evidence),
        "onderbouwing_waarom": initiative.assessment_reason,
        "onderbouwing_bron": source(publication) if publication else None,
        "beoordeeld_op": initiative.assessed_on,
        "beoordeling": rubric if initiative.is_assessed else [],
    }


def _checks(initiative):
    return {
        "gecontroleerd_op": initiative.checked_on,
        "gecontroleerd_door": str(initiative.freshness.checker) if initiative.checked_on else "",
        "bevestigd_op": initiative.confirmed_on,
        "volgende_controle": initiative.freshness.next_check,
        "gewijzigd_op": initiative.content_changed_on,
    }


def _media(key):
    media = public_media(key)
    pictures = [
        Bestand(naam=picture.alt, adres=site(picture.largest), licentie=str(picture.short_licence))
        for picture in media.pictures
    ]
    papers = [
        Bestand(naam=each.paper.title, adres=site(each.paper.download), licentie=str(each.paper.short_licence))
        for each in media.attachments
    ]
    return {"afbeeldingen": pictures, "documenten": papers}
