"""Before any page: what was due is done."""

import logging

from django.db import DatabaseError

from core import generation

from . import scheduling

logger = logging.getLogger(__name__)


def scheduling_middleware(get_response):
    """Middleware: whoever asks for a page after a moment lets happen what was planned for it.

    `request.generation` is the number of the last change after that; None when there is no database.
    """

    def middleware(request):
        request.generation = _number()
        return get_response(request)

    return middleware


def _number():
    try:
        now = generation.read()
    except DatabaseError:
        return None
    if not now.is_due:
        return now.number
    try:
        scheduling.run()
    except DatabaseError:  # the next visitor tries again
        logger.exception("What was due could not be done.")
        return now.number
    return generation.read().number
