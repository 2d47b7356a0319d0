"""The search documents of the news."""

from search.documents import Document, DocumentKind, register_document

from .models import NewsItem


@register_document(DocumentKind.NEWS, NewsItem)
def news_item(record):
    """The document of a message."""
    return Document(record.title, record.get_absolute_url(), summary=record.opening, body=[record.text])
