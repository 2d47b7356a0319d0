"""How long a session in the admin lasts."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError

from core.http import is_desk

from . import form_recovery

# Keys in the session.
STARTED_AT, LAST_SEEN_AT, END_REASON = "desk_started", "desk_seen", "desk_ended"
PRECISION = 60  # seconds: not every request needs a write to the session


def session_limit_middleware(get_response):
    """Middleware: a session in the admin ends after a time without a request, and after a longer one in any case."""

    def middleware(request):
        if is_desk(request) and request.user.is_authenticated:
            _end_or_extend(request, time.time())
        return get_response(request)

    return middleware


def session_end_context(request):
    """What the login page says about the session that ended: once the reason, "idle", "long" or empty."""
    return {
        "has_stored_form": bool(request.session.get(form_recovery.SESSION_KEY)),
        "end_reason": request.session.pop(END_REASON, ""),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "hours": settings.SESSION_HOURS,
    }


def _log_out(request):
    """End the session; one that cannot be removed now is past its time at the next request as well."""
    try:
        logout(request)
    except OperationalError:
        request.user = AnonymousUser()


def _end_or_extend(request, now):
    session = request.session
    started_at, last_seen_at = session.get(STARTED_AT, now), session.get(LAST_SEEN_AT, 0)
    is_idle = last_seen_at and now - last_seen_at > settings.SESSION_IDLE_MINUTES * 60
    if is_idle or now - started_at > settings.SESSION_HOURS * 3600:
        _log_out(request)
        request.session[END_REASON] = "idle" if is_idle else "long"
    elif now - last_seen_at > PRECISION:
        session[STARTED_AT], session[LAST_SEEN_AT] = started_at, now
        form_recovery.forget_old(session)
