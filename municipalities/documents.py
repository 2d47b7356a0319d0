"""The search documents of municipalities and provinces."""

from django.utils.translation import gettext as _

from search.documents import Document, DocumentKind, register_document

from .models import Municipality, Province

TYPES = ["type_assignments__type", "type_assignments__publication"]


@register_document(DocumentKind.MUNICIPALITY, Municipality, "province", "other_names", *TYPES, "predecessors", "places")
def municipality(record):
    """The document of a municipality, with its official and popular names, and the places in it.

    What merged into another is found by the names that this one has from it. What was a municipality is a place in it,
    which may have a name that means something else: Grave, Leek.
    """
    others, places = record.other_names.all(), record.places.all()
    names = [record.official_name, *(other.name for other in others if not other.merged_year)]
    former = {other.name for other in others if other.merged_year} - {place.name for place in places}
    return Document(
        record.name,
        record.get_absolute_url(),
        labels=[name for name in dict.fromkeys(names) if name != record.name],
        names=[
            *_type_names(record),
            *(predecessor.name for predecessor in record.predecessors.all()),
        ],
        body=[record.province.name],  # it is there, and not called so: who types a province wants what happens there
        places=[*(place.name for place in places if not place.has_other_meaning), *sorted(former)],
        homonyms=[place.name for place in places if place.has_other_meaning],
        code=record.code,
    )


@register_document(DocumentKind.PROVINCE, Province, "alternative_names")
def province(record):
    """The document of a province: its initiatives are its page."""
    return Document(
        record.name,
        record.list_url,
        labels=[other.name for other in record.alternative_names.all()],
        summary=_("Alle initiatieven in de provincie %(name)s.") % {"name": record.name},
    )


def _type_names(record):
    assignments = record.type_assignments.all()
    return [
        assignment.type.name
        for assignment in assignments
        if assignment.type.is_published and assignment.publication.is_published
    ]
