"""Two to four initiatives side by side, and choosing which."""

from django.shortcuts import render

from .comparison import FEWEST, MOST, choice, chosen_cards, compare, offers


def compare_page(request):
    """A table of the initiatives in the address, or a list to choose from when these are too few or too many."""
    chosen = choice(request.GET.getlist("i"))
    context = {"chosen": chosen, "most": MOST}
    if chosen.can_be_compared:
        only = request.GET.get("verschillen") == "1"
        context |= {"comparison": compare(chosen, only_differences=only), "only_differences": only}
        return render(request, "initiatives/compare.html", context)
    initiatives = chosen_cards(chosen)
    context |= {"initiatives": initiatives, "offers": offers(initiatives) if len(initiatives) < FEWEST else []}
    return render(request, "initiatives/compare_choose.html", context)
