"""The fields of an initiative, as its page shows them."""

from datetime import date

from .base import URI, Bronverwijzing, Gemeenteverwijzing, PartialDate, Record, Schema, Verwijzing, text


class Resultaat(Schema):
    """Een getal, of een bevinding in woorden, met wat er is geteld."""

    soort: Verwijzing | None = text(
        "soort resultaat", "Inzet, bereik, uitkomst of reactie; leeg als het niet bekend is."
    )
    waarde: str = text("waarde", "Zoals de bron het zegt.")
    getal: float | None = text("getal", "Alleen als de waarde een precies getal is.")
    eenheid: str = text("eenheid", "Waar het getal van is.")
    definitie: str = text("definitie", "Wat er precies is geteld.")
    van_hoeveel: str = text("van hoeveel", "De groep waarvan dit een deel is.")
    periode: str = text("periode", "Over welke tijd het getal gaat.")
    bron: Bronverwijzing = text("bron", "Waar het getal staat.")


class Partner(Schema):
    """Wie er meedoet."""

    naam: str = text("naam", "Een organisatie of groep.")
    rol: str = text("rol", "Wat deze partner doet.")
    organisatie: str = text("organisatie", "Het kenmerk van de organisatie in het portaal; leeg als die er niet is.")


class Overname(Schema):
    """Een gemeente die dit heeft overgenomen."""

    gemeente: Gemeenteverwijzing = text("gemeente", "Wie het overnam.")
    datum: PartialDate = text("datum", "Wanneer, zo precies als de bron het zegt.")
    aanpassingen: str = text("aanpassingen", "Wat deze gemeente anders doet, en waarom.")
    opbrengst: str = text("wat het opleverde", "Hoe het daar ging.")
    initiatief_daar: str = text("initiatief daar", "De code van dat initiatief, als het in het portaal staat.")
    bron: Bronverwijzing = text("bron", "Waar het staat.")


class Statusmoment(Schema):
    """De status op een eerder moment."""

    status: Verwijzing | None = text("status", "De status op dat moment.")
    peildatum: PartialDate = text("peildatum", "Wanneer het zo was.")
    toelichting: str = text("toelichting", "Wat er toen veranderde.")
    bron: Bronverwijzing = text("bron", "De bron die dit zegt.")


class Uitspraak(Schema):
    """Wat een bestuurder zei, in onze woorden."""

    code: str = text("code", "Het vaste kenmerk.")
    persoon: str = text("persoon", "Wie het in een openbare functie zei.")
    functie: str = text("functie", "De functie van toen.")
    namens: str = text("namens", "De gemeente of organisatie.")
    periode: str = text("periode", "Wanneer het is gezegd.")
    onderwerp: str = text("onderwerp", "Waar het over gaat.")
    strekking: str = text("strekking", "Wat de persoon bedoelt. Geen citaat.")
    bron: Bronverwijzing = text("bron", "Waar het staat.")


class Beoordelingsvraag(Schema):
    """Een vraag over de onderbouwing met het antwoord."""

    vraag: str = text("vraag", "De vraag.")
    antwoord: str = text("antwoord", "Ja, nee of niet bekend.")


class Bestand(Schema):
    """Een afbeelding of een document."""

    naam: str = text("naam", "De titel, of wat er te zien is.")
    adres: str = text("adres", "Waar het bestand staat.", json_schema_extra=URI)
    licentie: str = text("licentie", "Onder welke licentie; leeg als die niet bekend is.")


class Initiatief(Record):
    """Wat een gemeente doet met migratie, en wat het opleverde."""

    titel: str = text("titel", "De titel.")
    samenvatting: str = text("samenvatting", "Wat het is, voor wie en waar.")
    soort: Verwijzing | None = text("soort", "Wat voor initiatief dit is.")
    status: Verwijzing = text("status", "De status van vandaag, zoals de site die toont.")
    status_volgens_bron: Verwijzing | None = text("status volgens de bron", "De status op de peildatum.")
    toelichting_status: str = text("toelichting op de status", "Waarom het stopte, of wat er onzeker is.")
    over_datum: bool = text("over datum", "Waar als het einde voorbij is of de stand te oud.")
    tegenstrijdig: list[str] = text("tegenstrijdig", "Wat elkaar tegenspreekt, in zinnen.")
    actualiteit: list[Verwijzing] = text("actualiteit", "Hoe actueel het is, en of het is gecontroleerd.")
    peildatum: PartialDate = text("peildatum", "Wanneer het volgens de bron zo was.")
    peildatum_in_woorden: str = text("peildatum in woorden", "Als de bron het anders zegt.")
    stand: str = text("stand", "De peildatum met hoe lang dat geleden is.")
    hoofdthema: Verwijzing | None = text("hoofdthema", "Het thema waarbij het in de lijst staat.")
    themas: list[Verwijzing] = text("thema’s", "Alle thema’s en subthema’s.")
    doelgroepen: list[Verwijzing] = text("doelgroepen", "Voor wie het is.")
    trefwoorden: list[Verwijzing] = text("trefwoorden", "Vrije woorden.")
    gemeenten: list[Gemeenteverwijzing] = text("gemeenten", "De gemeenten die het doen.")
    waarom_geen_gemeente: str = text("waarom geen gemeente", "Als er geen gemeente bij staat.")
    deelnemers_zonder_naam: str = text("deelnemers zonder naam", "Deelnemers die de bron niet noemt.")
    aantal_zonder_naam: int | None = text("aantal zonder naam", "Hoeveel dat er zijn, als de bron dat noemt.")
    provincie_zonder_naam: str = text("provincie van deze deelnemers", "Als de bron die noemt.")
    provincies: list[str] = text("provincies", "De provincies van de gemeenten.")
    land: str = text("land", "Nederland, of het land van een buitenlands voorbeeld.")
    stad: str = text("stad in dat land", "Als de bron die noemt.")
    voorgesteld_door: str = text("voorgesteld door", "Bij een voorstel.")
    sinds: int | None = text("sinds", "Het jaar waarin het begon.")
    tot_en_met: int | None = text("tot en met", "Het jaar waarin het eindigt of eindigde.")
    einddatum: PartialDate = text("einddatum", "Als de bron een maand of dag noemt.")
    doorlooptijd: str = text("doorlooptijd", "Hoe lang het duurde van plan tot start.")
    aanleiding: str = text("aanleiding", "Waarom de gemeente dit begon (Markdown).")
    aanpak: str = text("aanpak", "Wat er gebeurt en wie wat doet (Markdown).")
    draagvlak: str = text("draagvlak", "Hoe anderen betrokken waren (Markdown).")
    lessen: str = text("wat ging goed, wat niet", "Wat anderen hiervan kunnen leren (Markdown).")
    voorwaarden: str = text("wat heeft u nodig", "Wat een andere gemeente nodig heeft (Markdown).")
    kosten_eenmalig: str = text("kosten eenmalig", "Bedrag met jaar, zoals in de bron.")
    klasse_eenmalig: Verwijzing | None = text("kosten eenmalig: klasse", "In welke klasse het bedrag valt.")
    kosten_per_jaar: str = text("kosten per jaar", "Bedrag met jaar, zoals in de bron.")
    klasse_per_jaar: Verwijzing | None = text("kosten per jaar: klasse", "In welke klasse het bedrag valt.")
    wie_betaalt: str = text("wie betaalt", "Waar het geld vandaan komt.")
    toelichting_kosten: str = text("toelichting op de kosten", "Wat bij de bedragen hoort.")
    formatie: str = text("formatie (fte)", "Hoeveel mensen, in fte.")
    onderbouwing: Verwijzing = text("onderbouwing", "Hoe goed wij weten wat het oplevert.")
    onderbouwing_waarom: str = text("onderbouwing: waarom", "Waarom de redactie dit koos.")
    onderbouwing_bron: Bronverwijzing | None = text("onderbouwing: bron", "De bron waarop dat rust.")
    beoordeeld_op: date | None = text("onderbouwing: beoordeeld op", "De dag van die beoordeling.")
    beoordeling: list[Beoordelingsvraag] = text("beoordeling", "De vijf vragen; leeg als niemand het beoordeelde.")
    resultaten: list[Resultaat] = text("resultaten", "Wat is geteld of gevonden.")
    partners: list[Partner] = text("partners", "Wie er meedoen.")
    bronvermeldingen: list[Bronverwijzing] = text("bronvermeldingen", "De bronnen van dit initiatief.")
    overnames: list[Overname] = text("overnames", "Wie dit heeft overgenomen.")
    statusverloop: list[Statusmoment] = text("statusverloop", "De status op eerdere momenten.")
    uitspraken: list[Uitspraak] = text("uitspraken", "Wat bestuurders erover zeiden.")
    vragen: list[Verwijzing] = text("vragen en adviezen", "Wat er aan anderen is gevraagd.")
    knelpunten: list[Verwijzing] = text("knelpunten", "Waar dit initiatief iets aan doet.")
    hinderende_knelpunten: list[Verwijzing] = text("loopt tegen knelpunten aan", "Wat het moeilijker maakt.")
    stoppende_knelpunten: list[Verwijzing] = text("stopte door knelpunten", "Waardoor het stopte.")
    kaders: list[Verwijzing] = text("kaders", "De regels die ermee samenhangen.")
    latere_kaders: list[Verwijzing] = text("kaders die er later bij kwamen", "Regels van na het begin.")
    verwant: list[Verwijzing] = text("verwante initiatieven", "Wat hierop lijkt of erbij hoort.")
    onderdeel_van: Verwijzing | None = text("onderdeel van", "Het grotere initiatief waar dit bij hoort.")
    contact_functie: str = text("contact: functie", "Een functie of team, nooit een persoon.")
    contact_postbus: str = text("contact: postbus", "Een gedeelde postbus.")
    afbeeldingen: list[Bestand] = text("afbeeldingen", "Afbeeldingen bij het initiatief.")
    documenten: list[Bestand] = text("documenten", "Documenten die anderen mogen gebruiken.")
    gecontroleerd_op: date | None = text("gecontroleerd op", "De dag waarop het is nagekeken.")
    gecontroleerd_door: str = text("gecontroleerd door", "De redactie of de gemeente.")
    bevestigd_op: date | None = text("bevestigd door de gemeente op", "De dag waarop de gemeente zei dat het klopt.")
    volgende_controle: date | None = text("volgende controle", "De dag van de volgende controle.")
    gewijzigd_op: date | None = text("gewijzigd op", "De dag waarop de inhoud is gewijzigd.")
    licentie: str = text("licentie", "Onder welke licentie u dit mag gebruiken.", json_schema_extra=URI)
