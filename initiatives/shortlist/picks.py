"""Addresses of the finder from before the list: there, `i` was the slug of what was to be compared."""

from functools import wraps

from initiatives.models import Initiative

from .shortlist import MAX_CHOSEN, PARAMETER, SEPARATOR

PICK = "i"


def picks_become_list(view):
    """Decorator: an address with picks is read as the same address with these on the list."""

    @wraps(view)
    def with_list(request, *args, **kwargs):
        if PICK not in request.GET:
            return view(request, *args, **kwargs)
        parameters = request.GET.copy()
        slugs = list(dict.fromkeys(parameters.pop(PICK)))[:MAX_CHOSEN]
        codes = dict(Initiative.objects.published().filter(slug__in=slugs).values_list("slug", "code"))
        picked = [codes[slug] for slug in slugs if slug in codes]
        if picked and not parameters.get(PARAMETER):
            parameters[PARAMETER] = SEPARATOR.join(picked)
        request.GET = parameters
        return view(request, *args, **kwargs)

    return with_list
