"""The search documents of initiatives (texts, and the names of places, subjects and partners) and of bundles."""

from search.documents import Document, DocumentKind, register_document

from .models import Bundle, Initiative
from .prose import PROSE_FIELDS


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
)
def initiative(record):
    """The document of an initiative; the editors' notes and contacts are not in it."""
    return Document(
        title=record.title,
        url=record.get_absolute_url(),
        names=[*_place_names(record), *_subject_names(record), record.get_kind_display(), record.get_status_display()],
        summary=record.summary,
        body=[
            *(getattr(record, field) for field in PROSE_FIELDS),
            *(f"{result.value} {result.unit}: {result.definition}" for result in _public_results(record)),
        ],
        code=record.code,
    )


def _public_results(record):
    return [result for result in record.results.all() if result.publication.is_published]


def _place_names(record):
    names = [record.country, record.city, record.unnamed_participants]
    for municipality in record.municipalities.all():
        names += [municipality.name, municipality.official_name, municipality.province.name]
        names += [other_name.name for other_name in municipality.other_names.all()]
    return names


def _subject_names(record):
    names = [tag.name for tag in record.tags.all()] + [group.name for group in record.target_groups.all()]
    for theme in record.themes.all():
        if theme.is_published:
            names.append(theme.name)
            names += [theme.parent.name] if theme.parent and theme.parent.is_published else []
    return names + [name for partner in record.partners.all() for name in (partner.name, partner.role)]


@register_document(DocumentKind.BUNDLE, Bundle, "themes", parts={Initiative: "items__initiative"})
def bundle(record):
    """The document of a bundle, with the lessons of the examples that the public may see."""
    return Document(
        record.title,
        record.get_absolute_url(),
        names=[theme.name for theme in record.themes.all() if theme.is_published],
        summary=record.question,
        body=[record.intro, *(item.lesson for item in record.items.shown()), *record.checklist_points],
    )
