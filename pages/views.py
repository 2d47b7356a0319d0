"""The fixed pages, and the news."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from core.http import published_or_gone
from core.page_cache import cached_with
from core.pagination import page_of

from .blocks import block_context
from .kinds import KINDS
from .live import has_news, page_text
from .models import NewsItem
from .rendering import page_html

PER_PAGE = 20


def fixed_page(request, slug):
    """One of the pages that a public body must have; slug, the key of its kind."""
    kind, page = KINDS[slug], page_text(slug)
    return render(request, "fixed/page.html", {"page": page, "html": page_html(page.text, block_context(kind))})


@cached_with("pagina")
def news_list(request):
    """All news, the newest first."""
    if not has_news():
        raise Http404
    page = page_of(request, Paginator(NewsItem.objects.published(), PER_PAGE))
    return render(request, "pages/news_list.html", {"page": page})


def news_item(request, slug):
    """One message, with its picture and the records that it is about."""
    if not has_news():
        raise Http404
    item = published_or_gone(NewsItem.objects.published().select_related("picture"), slug)
    context = {"item": item, "picture": item.public_picture, "records": item.records()}
    return render(request, "pages/news_item.html", context)
