"""Recovery of admin forms sent after their session ended: stored, and filled in again after the login.

A form is stored in the session of the browser that sent it, encrypted, for an hour. Each admin form has a field that
says who has it open (`owner_mark`), for the session that ended no longer does.
"""

import json
import re
import secrets
import time

from django.core import signing
from django.http import QueryDict

from core import encryption
from core.typed_text import UNREADABLE

SESSION_KEY = "stored_forms"  # in the session: a dict from key to (time, encrypted form)
PARAMETER = "getypt"  # in the address that shows a form filled in
OWNER = "typed_by"  # a field of every admin form
SALT = "accounts.typed_by"
HOUR = 3600  # seconds
MAX_FORMS = 5  # in one session
NEVER_STORED = re.compile(rf"passw|csrf|^{OWNER}$", re.IGNORECASE)


def owner_mark(user):
    """Return the value of the field that says who has a form open: the signed user id; empty without a login."""
    return signing.Signer(salt=SALT).sign(str(user.pk)) if user.is_authenticated else ""


def store(request):
    """Store the form that was sent, for whoever had it open.

    Returns: the key to show it with; empty when its owner is unknown, or nothing was typed in it.
    """
    try:
        owner = signing.Signer(salt=SALT).unsign(request.POST.get(OWNER, ""))
        sent = request.POST.copy()
    except (signing.BadSignature, *UNREADABLE):
        return ""
    for name in [name for name in sent if NEVER_STORED.search(name)]:
        del sent[name]
    if not sent:
        return ""
    form = {"owner": owner, "path": request.path, "sent": sent.urlencode(), "has_files": bool(request.FILES)}
    forms = list(request.session.get(SESSION_KEY, {}).items())[1 - MAX_FORMS :]
    key = secrets.token_urlsafe(9)
    request.session[SESSION_KEY] = dict([*forms, (key, [time.time(), encryption.encrypt(json.dumps(form))])])
    if not request.user.is_authenticated:
        request.session.set_expiry(HOUR)
    return key


def address(request, key):
    """The address of the request, with the parameter that shows a stored form filled in."""
    query = request.GET.copy()
    query[PARAMETER] = key
    return f"{request.path}?{query.urlencode()}"


def plain_address(request):
    """Return the address of the request without the parameter for a stored form."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def load(request):
    """Return the stored form of a URL: its fields (QueryDict) and whether files were chosen in it.

    None when there is none any more, or when it is of another user or page.
    """
    forget_old(request.session)
    stored_at, sealed = request.session.get(SESSION_KEY, {}).get(request.GET.get(PARAMETER), (0, ""))
    try:
        form = json.loads(encryption.decrypt(sealed)) if stored_at else None
    except encryption.DecryptionError:
        return None
    if form is None or (form["owner"], form["path"]) != (str(request.user.pk), request.path):
        return None
    return QueryDict(form["sent"]), form["has_files"]


def forget(request):
    """Delete the stored form of this address from the session: it was sent again."""
    forms = request.session.get(SESSION_KEY, {})
    if forms.pop(request.GET.get(PARAMETER), None):
        request.session[SESSION_KEY] = forms


def forget_old(session):
    """Forget what was stored longer ago than an hour."""
    forms = session.get(SESSION_KEY, {})
    recent = {key: form for key, form in forms.items() if time.time() - form[0] < HOUR}
    if len(recent) < len(forms):
        session[SESSION_KEY] = recent
