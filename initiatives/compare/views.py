"""Two to four initiatives side by side, and selecting them."""

from django.shortcuts import render

from initiatives.shortlist.shortlist import shortlist_of

from .comparison import (
    MAX_COMPARED,
    MIN_COMPARED,
    compare,
    read_selection,
    selected_initiatives,
    selection_of_list,
    suggestions,
)
from .print_size import print_of


def compare_page(request):
    """A table of the initiatives in the address, or a list to choose from when these are too few or too many.

    With `i` these are compared, and the visitor's list stays what it is; without, the list is compared.
    """
    picked = request.GET.getlist("i")
    selection = read_selection(picked) if picked else selection_of_list(shortlist_of(request))
    context = {"selection": selection, "max_compared": MAX_COMPARED}
    if selection.can_be_compared:
        only = request.GET.get("verschillen") == "1"
        comparison = compare(selection, only_differences=only)
        context |= {"comparison": comparison, "only_differences": only, "print": print_of(comparison)}
        return render(request, "initiatives/compare.html", context)
    initiatives = selected_initiatives(selection)
    groups = suggestions(initiatives, shortlist_of(request)) if len(initiatives) < MIN_COMPARED else []
    context |= {"initiatives": initiatives, "suggestions": groups}
    return render(request, "initiatives/compare_choose.html", context)
