"""Before any page: what was due is done."""

import logging

from django.db import DatabaseError

from search import revision

from . import schedule

logger = logging.getLogger(__name__)


def on_time(get_response):
    """Middleware: whoever asks for a page after a moment lets happen what was planned for it.

    `request.revision` is the number of the last change after that; None when there is no database.
    """

    def middleware(request):
        request.revision = _number()
        return get_response(request)

    return middleware


def _number():
    try:
        now = revision.read()
    except DatabaseError:
        return None
    if not now.is_due:
        return now.number
    try:
        schedule.run()
    except DatabaseError:  # the next visitor tries again
        logger.exception("What was due could not be done.")
        return now.number
    return revision.read().number
