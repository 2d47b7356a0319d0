"""Ways to share a shortlist: its address, and a mail with its lines filled in."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MAX_MAIL_LENGTH = 1_900  # characters of an address; some mail programs cut off longer ones
LINE_BREAK = "\r\n"  # as RFC 6068 wants it


def query_of(shortlist, own_municipality=None):
    """The list as a query string, with the visitor's municipality if they chose one."""
    zoals = [("zoals", own_municipality.slug)] if own_municipality else []
    return urlencode([*zoals, ("lijst", shortlist.value)])


def address_of(shortlist, own_municipality=None, name="initiatives:shortlist"):
    """The whole address of the list, or of another page about it."""
    return f"{settings.PORTAL_URL}{reverse(name)}?{query_of(shortlist, own_municipality)}"


def mail_address(initiatives, address):
    """A `mailto:` with subject and text, that names as many initiatives as fit.

    Args: initiatives, in the order of the list; address, of the list.
    """
    total = len(initiatives)
    singular, many = "%(total)d voorbeeld van de inspiratiemarkt", "%(total)d voorbeelden van de inspiratiemarkt"
    subject = quote(ngettext(singular, many, total) % {"total": total}, safe="")
    lines = [f"{number}. {_line(initiative)}" for number, initiative in enumerate(initiatives, start=1)]
    for shown in range(total, -1, -1):
        more = [_("… en nog %(left)d.") % {"left": total - shown}] if shown < total else []
        body = LINE_BREAK.join([*lines[:shown], *more, "", _("De hele lijst: %(address)s") % {"address": address}])
        mail = f"mailto:?subject={subject}&body={quote(body, safe='')}"
        if len(mail) <= MAX_MAIL_LENGTH:
            break
    return mail


def _line(initiative):
    return f"{initiative.title}{LINE_BREAK}{settings.PORTAL_URL}{initiative.get_absolute_url()}"
