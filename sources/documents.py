"""What publications and organisations are found by."""

from search.documents import Document, Kind, found_by

from .models import Organisation, Publication


@found_by(Kind.PUBLICATION, Publication)
def publication(record):
    """The document of a publication."""
    return Document(record.title, record.get_absolute_url(), names=[record.publisher], summary=record.note)


@found_by(Kind.ORGANISATION, Organisation)
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
