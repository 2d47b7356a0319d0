"""Two to four initiatives side by side, and selecting them."""

from django.shortcuts import render

from .comparison import MAX_COMPARED, MIN_COMPARED, compare, read_selection, selected_initiatives, suggestions


def compare_page(request):
    """A table of the initiatives in the address, or a list to choose from when these are too few or too many."""
    selection = read_selection(request.GET.getlist("i"))
    context = {"selection": selection, "max_compared": MAX_COMPARED}
    if selection.can_be_compared:
        only = request.GET.get("verschillen") == "1"
        context |= {"comparison": compare(selection, only_differences=only), "only_differences": only}
        return render(request, "initiatives/compare.html", context)
    initiatives = selected_initiatives(selection)
    groups = suggestions(initiatives) if len(initiatives) < MIN_COMPARED else []
    context |= {"initiatives": initiatives, "suggestions": groups}
    return render(request, "initiatives/compare_choose.html", context)
