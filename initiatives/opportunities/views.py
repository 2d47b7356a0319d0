"""The white-spot table."""

from django.shortcuts import render

from core.page_cache import cached_with

from .table import Opportunities, OpportunityForm


@cached_with(*OpportunityForm.base_fields)
def opportunities(request):
    """For which theme there is an example in which kind of municipality, and for which not yet."""
    return render(request, "initiatives/opportunities.html", {"table": Opportunities(request.GET)})
