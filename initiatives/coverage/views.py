"""The page that says how much the examples cover."""

from django.shortcuts import render

from core.page_cache import cached_with

from .figures import Coverage


@cached_with()
def coverage_page(request):
    """How many municipalities, themes and sizes have an example, and how much is known of these."""
    return render(request, "initiatives/coverage.html", {"coverage": Coverage()})
