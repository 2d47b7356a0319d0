"""What initiatives are found by: their texts, and the names of where, what about, for whom and with whom."""

from search.documents import Document, Kind, found_by

from .models import Initiative
from .prose import PROSE_FIELDS


@found_by(
    Kind.INITIATIVE,
    Initiative,
    "municipalities__province",
    "municipalities__other_names",
    "themes__parent",
    "target_groups",
    "tags",
    "partners",
    "results",
)
def initiative(record):
    """The document of an initiative; the editors' notes and contacts are not in it."""
    return Document(
        title=record.title,
        url=record.get_absolute_url(),
        names=[*_where(record), *_subjects(record), record.get_kind_display(), record.get_status_display()],
        summary=record.summary,
        body=[
            *(getattr(record, field) for field in PROSE_FIELDS),
            *(f"{result.value} {result.unit}: {result.definition}" for result in record.results.all()),
        ],
    )


def _where(record):
    names = [record.country, record.city, record.unnamed_participants]
    for place in record.municipalities.all():
        names += [place.name, place.official_name, place.province.name]
        names += [other.name for other in place.other_names.all()]
    return names


def _subjects(record):
    names = [tag.name for tag in record.tags.all()] + [group.name for group in record.target_groups.all()]
    for theme in record.themes.all():
        if theme.is_published:
            names.append(theme.name)
            names += [theme.parent.name] if theme.parent and theme.parent.is_published else []
    return names + [word for partner in record.partners.all() for word in (partner.name, partner.role)]
