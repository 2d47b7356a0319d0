"""Whether the portal is well, for a monitor and for a load balancer, and its figures for Prometheus."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from core.page_cache import release

from .access import has_token, is_from_this_machine
from .health import FAIL, STATES, overall_state, recent_state, run_checks
from .version import version

UNAVAILABLE = 503


@never_cache
def status(request):
    """One word for everybody: whether this machine can show its pages."""
    has_failed = recent_state.get() == FAIL
    return HttpResponse(
        "niet ok\n" if has_failed else "ok\n",
        status=UNAVAILABLE if has_failed else 200,
        content_type="text/plain; charset=utf-8",
    )


@never_cache
def ready(request):
    """The state for a load balancer, 503 when it is `fail`; with a token or on this machine, of each check why."""
    if not (has_token(request) or is_from_this_machine(request)):
        state = recent_state.get()
        return JsonResponse({"status": state}, status=UNAVAILABLE if state == FAIL else 200)
    lines = run_checks()
    state = overall_state(lines)
    checks = {
        line.check.name: {"status": line.finding.state, "message": line.finding.sentence, **line.finding.figures}
        for line in lines
    }
    body = {"status": state, "version": version(), "release": release(), "checks": checks}
    return JsonResponse(body, status=UNAVAILABLE if state == FAIL else 200, json_dumps_params={"ensure_ascii": False})


@never_cache
def metrics(request):
    """The figures for Prometheus; without the token of the settings there is no such page."""
    if not has_token(request):
        raise Http404
    from .metrics import exposition  # loads the library, which only an installation with a token needs

    body, content_type = exposition(run_checks(), STATES)
    return HttpResponse(body, content_type=content_type)
