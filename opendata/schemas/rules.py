"""The fields of frameworks and bottlenecks."""

from datetime import date

from django.db.models import Prefetch

from core.memo import Memo
from initiatives.finder.catalogue import catalogue
from opendata.linked.identifiers import permanent_url
from sources.models import Publication
from themes.models import Ask, Bottleneck, Framework, FrameworkCitation, Mention
from themes.signals.listing import HEADINGS, interviewed

from .base import Bronverwijzing, PartialDate, Record, Schema, Verwijzing, choice, site, source, text
from .links import Links

THEMES = {"themes": ("code", "name", "position")}


class Moment(Schema):
    """Een dag waarop er iets gebeurt."""

    datum: PartialDate = text("datum", "Wanneer, zo precies als bekend is.")
    wat: str = text("wat er dan gebeurt", "In één zin.")


class Kader(Record):
    """Een wet, verdrag, regeling of beleid waar gemeenten mee werken."""

    naam: str = text("naam", "De naam van de regel.")
    afkorting: str = text("afkorting", "Leeg als er geen is.")
    officiele_naam: str = text("officiële naam", "Zoals de officiële bekendmaking de regel noemt.")
    officieel_nummer: str = text("officieel nummer", "Kamerstuk, Staatsblad of EU-nummer.")
    niveau: Verwijzing | None = text("niveau", "Wie de regel maakt.")
    soort: Verwijzing | None = text("soort", "Wat voor regel dit is.")
    samenvatting: str = text("samenvatting", "Wat de regel inhoudt.")
    vraagt_van_gemeenten: str = text("wat het van gemeenten vraagt", "In één of twee zinnen.")
    stand: Verwijzing = text("stand", "De stand van vandaag, zoals de site die toont.")
    toelichting_stand: str = text("toelichting op de stand", "Wat er speelt.")
    stand_van: PartialDate = text("stand van", "De datum van de nieuwste bron.")
    waar_gezien: Verwijzing | None = text("waar gezien", "In een officiële tekst, of alleen bij een derde.")
    aangenomen_op: PartialDate = text("aangenomen op", "Zo precies als bekend is.")
    geldt_vanaf: PartialDate = text("geldt vanaf", "Zo precies als bekend is.")
    gehandhaafd_vanaf: PartialDate = text("gehandhaafd vanaf", "Zo precies als bekend is.")
    geldt_tot_en_met: PartialDate = text("geldt tot en met", "Zo precies als bekend is.")
    einde_alleen_aangekondigd: bool = text("einde alleen aangekondigd", "Waar als het einde nog niet vaststaat.")
    laatst_gecontroleerd: date | None = text("laatst gecontroleerd", "De dag waarop de redactie het nakeek.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s waarvoor dit telt.")
    momenten: list[Moment] = text("belangrijke datums", "Andere dagen waarop er iets gebeurt.")
    bronvermeldingen: list[Bronverwijzing] = text("bronvermeldingen", "Waar een bron van deze regel spreekt.")
    aantal_initiatieven: int = text("aantal initiatieven", "Hoeveel gepubliceerde initiatieven ermee samenhangen.")


class Vermelding(Schema):
    """Een bron die een knelpunt in een jaar noemt."""

    jaar: int = text("jaar", "Het jaar waarin het is genoemd.")
    aantal_gemeenten: int | None = text("aantal gemeenten", "Hoeveel gemeenten dit noemden, als de bron dat zegt.")
    gesproken_gemeenten: int | None = text("gesproken gemeenten", "Met hoeveel gemeenten voor de bron is gesproken.")
    bron: Bronverwijzing = text("bron", "De bron die het noemt.")


class Vraag(Schema):
    """Wat er aan iemand is gevraagd."""

    code: str = text("code", "Het vaste kenmerk.")
    tekst: str = text("vraag of advies", "De vraag in één zin.")
    van: str = text("van", "Wie het vraagt.")
    aan: list[Verwijzing] = text("aan", "Wie er iets mee moet doen.")
    jaar: int = text("jaar", "Het jaar waarin het is gevraagd.")
    bron: Bronverwijzing = text("bron", "Waar het staat.")


class Knelpunt(Record):
    """Iets wat een gemeente niet alleen kan oplossen."""

    titel: str = text("knelpunt", "Het knelpunt in één zin.")
    toelichting: str = text("toelichting", "Meer uitleg, als een bron die geeft.")
    themas: list[Verwijzing] = text("thema’s", "De thema’s waar dit bij hoort.")
    jaren: list[int] = text("genoemd in", "De jaren waarin het is genoemd.")
    vermeldingen: list[Vermelding] = text("vermeldingen", "De bronnen die het noemen.")
    vragen: list[Vraag] = text("wat is gevraagd", "De vragen en adviezen die dit willen oplossen.")
    kaders: list[Verwijzing] = text("kaders", "De regels waar het over gaat.")
    aantal_doet_er_iets_aan: int = text("aantal dat er iets aan doet", "Gepubliceerde initiatieven.")
    aantal_loopt_ertegenaan: int = text("aantal dat ertegenaan loopt", "Gepubliceerde initiatieven.")
    aantal_stopte_erdoor: int = text("aantal dat erdoor stopte", "Gepubliceerde initiatieven.")


def read_frameworks(keys):
    """The published frameworks with some primary keys (a list), as `Kader`, in that order."""
    public = FrameworkCitation.objects.filter(publication__in=Publication.objects.published())
    cited = Prefetch("citations", public.select_related("publication"))
    by_key = Framework.objects.published().with_days().prefetch_related(cited).in_bulk(keys)
    links = Links(Framework, keys, THEMES)
    return [_framework(by_key[key], links) for key in keys if key in by_key]


def _framework(framework, links):
    return Kader(
        code=framework.code,
        id=permanent_url(framework),
        adres=site(framework.get_absolute_url()),
        naam=framework.name,
        afkorting=framework.abbreviation,
        officiele_naam=framework.official_name,
        officieel_nummer=framework.official_number,
        niveau=choice(Framework.Level, framework.level),
        soort=choice(Framework.Kind, framework.kind),
        samenvatting=framework.summary,
        vraagt_van_gemeenten=framework.municipal_task,
        stand=choice(Framework.Status, framework.status_today),
        toelichting_stand=framework.status_note,
        stand_van=framework.status_as_of,
        waar_gezien=choice(Framework.Confirmation, framework.confirmation),
        aangenomen_op=framework.adopted_on,
        geldt_vanaf=framework.valid_from,
        gehandhaafd_vanaf=framework.enforced_from,
        geldt_tot_en_met=framework.valid_until,
        einde_alleen_aangekondigd=framework.is_end_announced,
        laatst_gecontroleerd=framework.last_checked,
        themas=links[framework.pk, "themes"],
        momenten=[Moment(datum=moment.date, wat=moment.what) for moment in framework.moments.all()],
        bronvermeldingen=[source(each.publication, each.heading) for each in framework.citations.all()],
        aantal_initiatieven=len(catalogue().any_of("kader", [framework.slug])),
    )


_interviewed = Memo(lambda _number, _before: interviewed())


def read_bottlenecks(keys):
    """The published bottlenecks with some primary keys (a list), as `Knelpunt`, in that order."""
    public = Mention.objects.filter(publication__in=Publication.objects.published()).select_related("publication")
    shown_asks = Prefetch("asks", Ask.objects.published().prefetch_related("addressees"))
    by_key = Bottleneck.objects.published().prefetch_related(Prefetch("mentions", public), shown_asks).in_bulk(keys)
    links = Links(Bottleneck, keys, {**THEMES, "related_frameworks": ("code", "name")})
    heard = _interviewed.get()
    return [_bottleneck(by_key[key], links, heard) for key in keys if key in by_key]


def _bottleneck(bottleneck, links, heard):
    does, hindered, stopped = (len(catalogue().any_of(role, [bottleneck.slug])) for role in HEADINGS)
    return Knelpunt(
        code=bottleneck.code,
        id=permanent_url(bottleneck),
        adres=site(bottleneck.get_absolute_url()),
        titel=bottleneck.title,
        toelichting=bottleneck.description,
        themas=links[bottleneck.pk, "themes"],
        jaren=bottleneck.years,
        vermeldingen=[_mention(mention, heard) for mention in bottleneck.mentions.all()],
        vragen=[_ask(ask) for ask in bottleneck.asks.all()],
        kaders=links[bottleneck.pk, "related_frameworks"],
        aantal_doet_er_iets_aan=does,
        aantal_loopt_ertegenaan=hindered,
        aantal_stopte_erdoor=stopped,
    )


def _mention(mention, heard):
    return Vermelding(
        jaar=mention.year,
        aantal_gemeenten=mention.municipality_count,
        gesproken_gemeenten=heard.get(mention.publication_id),
        bron=source(mention.publication, mention.heading),
    )


def _ask(ask):
    return Vraag(
        code=ask.code,
        tekst=ask.text,
        van=ask.issuer,
        aan=[Verwijzing(code=who.slug, naam=who.name) for who in ask.addressees.all()],
        jaar=ask.year,
        bron=source(ask.publication, ask.heading),
    )
