"""The white-spot table."""

from django.shortcuts import render

from core.page_cache import cached_with

from .table import Opportunities, OpportunityForm


@cached_with(*OpportunityForm.base_fields)
def opportunities(request):
    """View of the themes with and without an example, by size of municipality or by province."""
    return render(request, "initiatives/opportunities.html", {"table": Opportunities(request.GET)})
