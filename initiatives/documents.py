"""The search documents of initiatives (texts, and the names of places, subjects and partners), bundles and papers."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from core.memo import Memo
from library.models import Paper
from municipalities.gazetteer import gazetteer
from municipalities.models import Municipality
from search.documents import Document, DocumentKind, register_document, register_facts

from .choices import InitiativeKind, InitiativeStatus
from .media import places_of_papers
from .models import Bundle, Initiative, MarketEdition
from .prose import LONG_TEXTS, PROSE_FIELDS

FAILURE = "mis, misgegaan, mislukt, mislukking, faalde, gefaald, fout, fouten, stopte, stopgezet, gestaakt"
LESSONS = "Wat ging goed, wat ging mis:"  # what people ask for, who do not know the heading on the page
COSTS = "kosten"
FOREIGN = "buitenland, andere landen"


@register_document(
    DocumentKind.INITIATIVE,
    Initiative,
    "municipalities__province",
    "municipalities__other_names",
    "themes__parent",
    "target_groups",
    "tags",
    "partners",
    "results__publication",
    "hindering_bottlenecks",
    "stopping_bottlenecks",
)
def initiative(record):
    """The document of an initiative; the editors' notes and contacts are not in it."""
    return Document(
        title=record.title,
        url=record.get_absolute_url(),
        names=[*_place_names(record), *_subject_names(record), record.get_kind_display(), *_answer_names(record)],
        summary=record.summary,
        body=[
            *_prose(record),
            *(f"{result.value} {result.unit}: {result.definition}" for result in _public_results(record)),
        ],
        code=record.code,
    )


def _public_results(record):
    return [result for result in record.results.all() if result.publication.is_published]


@register_facts(DocumentKind.INITIATIVE)
def facts(keys):
    """Municipality, status and year of published initiatives, by primary key: a dict from key to a line."""
    cached = _facts.get()
    missing = [key for key in keys if key not in cached]
    if missing:
        initiatives = Initiative.objects.published().defer(*LONG_TEXTS).prefetch_related("municipalities")
        cached.update({key: _facts_of(initiative) for key, initiative in initiatives.in_bulk(missing).items()})
    return {key: cached[key] for key in keys if key in cached}


def _facts_of(record):
    places = ", ".join(gazetteer().label(municipality) for municipality in record.municipalities.all())
    place = places or record.country or record.unnamed_participants or _("Geen vaste gemeente")
    is_practice = not (record.is_proposal or record.is_foreign)
    status = record.freshness.status_label if is_practice else record.get_kind_display()
    if record.status == InitiativeStatus.UNKNOWN:
        status = _("Status niet bekend")
    begun = _("begonnen in %(year)d") % {"year": record.start_year} if record.start_year else ""
    year = _("stand %(year)s") % {"year": record.as_of[:4]} if record.as_of else begun
    return " · ".join(str(fact) for fact in (place, status, year) if fact)


_facts = Memo(lambda _generation, _previous: {}, daily=True)


def _answer_names(record):
    """Its status, and what people ask for that it has an answer to: what failed, and what it costs."""
    names = [record.get_status_display()]
    names += [FAILURE] if _stopped(record) else []
    names += [FOREIGN] if record.kind == InitiativeKind.FOREIGN else []
    return names + ([COSTS] if record.has_amount else [])


def _prose(record):
    """The long texts; the lessons of what ran into trouble have the heading by which people ask for them."""
    texts = [getattr(record, field) for field in PROSE_FIELDS if field != "lessons"]
    is_troubled = _stopped(record) or record.hindering_bottlenecks.all() or record.stopping_bottlenecks.all()
    return [*texts, *([LESSONS] if record.lessons and is_troubled else []), record.lessons]


def _stopped(record):
    return record.status == InitiativeStatus.STOPPED


def _place_names(record):
    names = [record.country, record.city, record.unnamed_participants]
    return [*names, *_municipality_names(record.municipalities.all())]


def _municipality_names(municipalities):
    """The names of municipalities and of what they became part of, with their provinces, each once."""
    names = []
    for own in municipalities:
        for municipality in (own, *own.later()):
            names += [municipality.name, municipality.official_name, municipality.province.name]
            names += [other.name for other in municipality.other_names.all() if not other.merged_year]
    return list(dict.fromkeys(names))  # many places in one province are not more of that province


def _subject_names(record):
    names = [tag.name for tag in record.tags.all()] + [group.name for group in record.target_groups.all()]
    for theme in record.themes.all():
        if theme.is_published:
            names.append(theme.name)
            names += [theme.parent.name] if theme.parent and theme.parent.is_published else []
    return names + [name for partner in record.partners.all() for name in (partner.name, partner.role)]


@register_document(DocumentKind.BUNDLE, Bundle, "themes", parts={Initiative: ["items__initiative"]})
def bundle(record):
    """The document of a bundle, with the lessons of the examples that the public may see."""
    return Document(
        record.title,
        record.get_absolute_url(),
        names=[theme.name for theme in record.themes.all() if theme.is_published],
        summary=record.question,
        body=[record.intro, *(item.lesson for item in record.items.shown()), *record.checklist_points],
    )


@register_document(
    DocumentKind.PAPER,
    Paper,
    "municipality__province",
    "municipality__other_names",
    parts={
        Initiative: ["attachments__initiative", "slides__initiative"],
        MarketEdition: ["slides__edition"],
        Municipality: ["municipality"],
    },
)
def paper(record):
    """The document of a paper, with the text of its first pages."""
    names = [record.get_kind_display(), *_municipality_names(filter(None, [record.municipality]))]
    names += [str(record.year)] if record.year else []
    return Document(record.title, record.download, names=names, body=[record.text or ""])


@register_facts(DocumentKind.PAPER)
def paper_facts(keys):
    """Kind, municipality, year, size and where it belongs of published papers, by primary key: HTML with links."""
    papers = Paper.objects.published().defer("text").select_related("municipality").in_bulk(keys)
    return {key: render_to_string("search/_paper_facts.html", _paper_context(paper)) for key, paper in papers.items()}


def _paper_context(paper):
    place = paper.municipality and gazetteer().label(paper.municipality)
    return {"paper": paper, "place": place, "wholes": places_of_papers().get(paper.pk, [])}
