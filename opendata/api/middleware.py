"""Middleware for every response of the API: version, CORS, limits, no cookie, and errors as problem+json."""

from django.http import HttpResponse

from core.http import origin

from . import METHODS, ROOT, VERSION
from .problems import PROBLEM, problem
from .rate_limit import LIMIT, SECONDS, rate_limit

SAFE = {"GET", "HEAD"}
PASSED_ON = ["Retry-After", "Location"]  # of an error that something else made
HEADERS = {
    "API-Version": VERSION,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def api_middleware(get_response):
    """Middleware: answers of the API are those of an API, whoever made them: 304 and what is refused too."""

    def middleware(request):
        path = request.path_info
        if path != ROOT and not path.startswith(f"{ROOT}/"):
            return get_response(request)
        request.COOKIES.clear()  # nobody is logged in here
        left, seconds = rate_limit.take(origin(request))
        response = _too_many(seconds) if left < 0 else _respond(request, get_response)
        for name, value in HEADERS.items():
            response.headers[name] = value
        limits = {"RateLimit-Limit": LIMIT, "RateLimit-Remaining": max(left, 0), "RateLimit-Reset": seconds}
        for name, value in limits.items():
            response.headers[name] = str(value)
        return response

    return middleware


def _respond(request, get_response):
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS, "Access-Control-Allow-Methods": METHODS})
    if request.method not in SAFE:
        refused = problem(405, instance=request.path)
        refused.headers["Allow"] = METHODS
        return refused
    response = get_response(request)
    if response.status_code < 400 or response.headers.get("Content-Type") == PROBLEM:
        return response
    return _as_problem(request, response)


def _as_problem(request, response):
    problem_response = problem(response.status_code, instance=request.path)
    for name in PASSED_ON:
        if name in response.headers:
            problem_response.headers[name] = response.headers[name]
    problem_response._has_been_logged = getattr(response, "_has_been_logged", False)
    return problem_response


def _too_many(seconds):
    response = problem(429)
    response.headers["Retry-After"] = str(min(seconds, SECONDS))
    return response
