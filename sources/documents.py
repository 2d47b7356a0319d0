"""The search documents of publications and organisations."""

from search.documents import Document, DocumentKind, register_document

from .models import Organisation, Publication


@register_document(DocumentKind.PUBLICATION, Publication)
def publication(record):
    """The document of a publication."""
    return Document(
        record.title, record.get_absolute_url(), names=[record.publisher], summary=record.note, code=record.code
    )


@register_document(DocumentKind.ORGANISATION, Organisation)
def organisation(record):
    """The document of an organisation, with its abbreviation and former names."""
    labels = [record.abbreviation, *record.other_names]
    return Document(
        record.name,
        record.get_absolute_url(),
        labels=[name for name in labels if name],
        names=[record.get_kind_display()],
        summary=record.role,
    )
