"""The search documents of themes, bottlenecks, frameworks, concepts and key figures."""

from search.documents import Document, DocumentKind, register_document
from search.widening import register_broader_names

from .models import Bottleneck, Concept, Framework, KeyFigure, Theme
from .thesaurus import broader_terms

GOVERNMENT = (
    "knelpunt, Rijk, Rijksoverheid, landelijke overheid, kabinet, regering, minister"  # every bottleneck is one for it
)
ENDS = "einde, einddatum, eindigt, stopt, loopt af"  # what people ask of a rule that ends
FIGURE, COSTS = "cijfer, aantal", "kosten"  # for whoever asks how much or how many
register_broader_names(broader_terms)


@register_document(DocumentKind.THEME, Theme, "parent")
def theme(record):
    """The document of a theme."""
    names = [record.parent.name] if record.parent and record.parent.is_published else []
    return Document(record.name, record.get_absolute_url(), names=names, summary=record.summary, code=record.code)


@register_document(DocumentKind.BOTTLENECK, Bottleneck, "themes", "asks__publication")
def bottleneck(record):
    """The document of a bottleneck, with the asks that would solve it."""
    asks = [ask for ask in record.asks.all() if ask.is_published and ask.publication.is_published]
    return Document(
        record.title,
        record.get_absolute_url(),
        names=[GOVERNMENT, *(theme.name for theme in record.themes.all() if theme.is_published)],
        summary=record.description,
        body=[ask.text for ask in asks],
        code=record.code,
        other_codes=[ask.code for ask in asks],
    )


@register_document(DocumentKind.FRAMEWORK, Framework, "themes")
def framework(record):
    """The document of a law, treaty or scheme."""
    return Document(
        record.name,
        record.get_absolute_url(),
        labels=[record.abbreviation] if record.abbreviation else [],
        names=[
            record.official_name,
            record.official_number,
            "kader",  # what somebody asks for whoever asks what is allowed
            record.get_kind_display(),
            *([ENDS] if record.valid_until else []),
            *(theme.name for theme in record.themes.all() if theme.is_published),
        ],
        summary=record.summary,
        body=[record.municipal_task, record.status_note],
        code=record.code,
    )


@register_document(DocumentKind.CONCEPT, Concept, "synonyms", "theme")
def concept(record):
    """The document of a concept, with its synonyms as labels."""
    return Document(
        record.term,
        record.get_absolute_url(),
        labels=record.labels[1:],
        search_terms=record.search_terms,
        names=[record.theme.name] if record.theme and record.theme.is_published else [],
        summary=record.scope_note,
    )


@register_document(DocumentKind.KEY_FIGURE, KeyFigure, "themes")
def key_figure(record):
    """The document of a figure, at its place on the page of all figures."""
    return Document(
        str(record),
        record.list_url,
        names=[
            FIGURE,
            *([COSTS] if "€" in record.value else []),
            *(theme.name for theme in record.themes.all() if theme.is_published),
        ],
        summary=record.definition,
        body=[record.period, record.place],
        code=record.code,
    )
