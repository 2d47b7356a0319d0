"""The search documents of municipalities."""

from search.documents import Document, DocumentKind, register_document

from .models import Municipality


@register_document(DocumentKind.MUNICIPALITY, Municipality, "province", "other_names", "types", "predecessors")
def municipality(record):
    """The document of a municipality, with its official, old and popular names."""
    names = [record.official_name, *(other.name for other in record.other_names.all())]
    return Document(
        record.name,
        record.get_absolute_url(),
        labels=[name for name in dict.fromkeys(names) if name != record.name],
        names=[
            *(type_.name for type_ in record.types.all() if type_.is_published),
            *(predecessor.name for predecessor in record.predecessors.all()),
        ],
        body=[record.province.name],  # it is there, and not called so: who types a province wants what happens there
    )
