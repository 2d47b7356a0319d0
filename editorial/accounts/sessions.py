"""Time limits of an admin session."""

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
    """Middleware: an admin session ends after SESSION_IDLE_MINUTES without a request, and after SESSION_HOURS."""

    def middleware(request):
        if is_desk(request) and request.user.is_authenticated:
            _end_or_extend(request, time.time())
        return get_response(request)

    return middleware


def session_end_context(request):
    """Return the context of the login page about the ended session: the reason ("idle", "long" or "") is given once."""
    return {
        "has_stored_form": bool(request.session.get(form_recovery.SESSION_KEY)),
        "end_reason": request.session.pop(END_REASON, ""),
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
        "hours": settings.SESSION_HOURS,
    }


def _log_out(request):
    """Log the user out; when the database fails, for this request only: the next request logs out again."""
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
