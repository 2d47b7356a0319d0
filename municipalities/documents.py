"""The search documents of municipalities."""

from search.documents import Document, DocumentKind, register_document

from .models import Municipality

TYPES = ["type_assignments__type", "type_assignments__publication"]


@register_document(DocumentKind.MUNICIPALITY, Municipality, "province", "other_names", *TYPES, "predecessors")
def municipality(record):
    """The document of a municipality, with its official, old and popular names."""
    names = [record.official_name, *(other.name for other in record.other_names.all())]
    return Document(
        record.name,
        record.get_absolute_url(),
        labels=[name for name in dict.fromkeys(names) if name != record.name],
        names=[
            record.province.name,
            *_type_names(record),
            *(predecessor.name for predecessor in record.predecessors.all()),
        ],
    )


def _type_names(record):
    assignments = record.type_assignments.all()
    return [found.type.name for found in assignments if found.type.is_published and found.publication.is_published]
