"""The page that says how much the examples cover."""

from django.shortcuts import render

from core.page_cache import cached_with

from .figures import Coverage


@cached_with()
def coverage_page(request):
    """View of the coverage of municipalities, themes and sizes, and the completeness of the data."""
    return render(request, "initiatives/coverage.html", {"coverage": Coverage()})
