"""Page views, counted by path and day; without cookie, address or browser of the visitor."""

from .daily_counts import DailyCounter
from .models import PageUse
from .safe_methods import SAFE_METHODS

MAX_PATH = PageUse._meta.get_field("path").max_length

pages = DailyCounter(PageUse, "path")


def page_use_middleware(get_response):
    """Middleware: count each page that a browser shows to a visitor, also one that it had already.

    A browser says that it wants a page; programs that read for others seldom do. Editors are no visitors.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code in {200, 304} and _is_of_visitor(request):
            pages.add(request.path)
        return response

    return middleware


def _is_of_visitor(request):
    is_page = request.method in SAFE_METHODS and "text/html" in request.headers.get("Accept", "")
    return is_page and not request.COOKIES and len(request.path) <= MAX_PATH
