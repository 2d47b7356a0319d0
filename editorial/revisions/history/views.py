"""Public history: all changes by day, and the changes of one initiative."""

from django.core.paginator import Paginator
from django.shortcuts import render

from core.page_cache import cached_with
from core.pagination import page_of
from initiatives.models import Initiative
from initiatives.slugs import find_initiative

from .filters import HistoryForm, SinceForm

PAGE_SIZE, INITIATIVE_PAGE_SIZE = 20, 8
MAX_LINES, MAX_LINES_OF_ONE = 3, 12
PARAMETERS = ["thema", "gemeente", "sinds", "van"]


@cached_with(*PARAMETERS, "pagina")
def change_list(request):
    """All public changes, or those of a theme, a municipality, some initiatives or a period, by day."""
    form = HistoryForm(request.GET)
    page = page_of(request, Paginator(form.changes().for_pages(), PAGE_SIZE))
    context = {
        "form": form,
        "page": page,
        "max_lines": MAX_LINES,
        "query": _query(request),
        "is_filtered": any(request.GET.get(name) for name in PARAMETERS),
    }
    return render(request, "history/change_list.html", context)


@cached_with("sinds", "pagina")
def initiative_changes(request, slug):
    """Show the public changes of one initiative, all of them or from a day on."""
    initiative = find_initiative(Initiative.objects.published(), slug)
    form = SinceForm(request.GET)
    changes = form.changes().filter(initiative=initiative).for_pages()
    context = {
        "initiative": initiative,
        "form": form,
        "page": page_of(request, Paginator(changes, INITIATIVE_PAGE_SIZE)),
        "max_lines": MAX_LINES_OF_ONE,
    }
    return render(request, "history/initiative_changes.html", context)


def _query(request):
    """The choices of a request as a query string, for the feed of the same."""
    parameters = request.GET.copy()
    for name in set(parameters) - set(PARAMETERS):
        del parameters[name]
    return f"?{parameters.urlencode()}" if parameters else ""
