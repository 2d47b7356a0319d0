"""The fixed pages."""

from django.shortcuts import render

from .blocks import block_context
from .kinds import KINDS
from .live import page_text
from .rendering import page_html


def fixed_page(request, slug):
    """One of the pages that a public body must have; slug, the key of its kind."""
    kind, page = KINDS[slug], page_text(slug)
    return render(request, "fixed/page.html", {"page": page, "html": page_html(page.text, block_context(kind))})
