"""The white-spot table."""

from django.shortcuts import render

from .table import Opportunities


def opportunities(request):
    """For which theme there is an example in which kind of municipality, and for which not yet."""
    return render(request, "initiatives/opportunities.html", {"table": Opportunities(request.GET)})
