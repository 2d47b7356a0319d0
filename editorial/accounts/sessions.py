"""How long somebody stays logged in at the desk."""

import time

from django.conf import settings
from django.contrib.auth import logout

STARTED, SEEN, ENDED = "desk_started", "desk_seen", "desk_ended"
PRECISION = 60  # seconds: not every click needs to be written down


def limited(get_response):
    """Middleware: at the desk a session ends after so long without a request, and after so long in any case."""

    def middleware(request):
        if request.path_info.startswith("/beheer/") and request.user.is_authenticated:
            _end_or_note(request, time.time())
        return get_response(request)

    return middleware


def why_ended(request):
    """Why the session before this one ended, for a page that tells it once: "idle", "long", or nothing."""
    return {
        "ended": request.session.pop(ENDED, ""),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "hours": settings.SESSION_HOURS,
    }


def _end_or_note(request, now):
    session = request.session
    started, seen = session.get(STARTED, now), session.get(SEEN, 0)
    is_idle = seen and now - seen > settings.SESSION_IDLE_MINUTES * 60
    if is_idle or now - started > settings.SESSION_HOURS * 3600:
        logout(request)
        request.session[ENDED] = "idle" if is_idle else "long"
    elif now - seen > PRECISION:
        session[STARTED], session[SEEN] = started, now
