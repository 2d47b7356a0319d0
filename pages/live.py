"""The fixed texts and the settings as they are on the site, in memory until the next change."""

from hashlib import blake2b
from typing import NamedTuple

from django.conf import settings

from core.database_faults import query_timeout
from core.memo import Memo

from .models import SiteSettings
from .shipped import PageText, shipped_text


class Live(NamedTuple):
    """Texts of editors by the key of their page, and the `SiteSettings`; mark differs when the content differs."""

    texts: dict
    settings: SiteSettings
    mark: str = ""


def _read(_generation, _previous):
    stored = SiteSettings.objects.first() or SiteSettings()
    texts = {slug: PageText(*content) for slug, content in stored.texts.items()}
    shown = (*stored.written, sorted(texts.items()))
    return Live(texts, stored, blake2b(repr(shown).encode(), digest_size=6).hexdigest())


_memo = Memo(_read)


def live():
    """The `Live` of now; without a database nothing of it, so that the portal's own texts can still be shown."""
    return Live({}, SiteSettings()) if query_timeout.gave_up else _memo.get()


def page_text(key):
    """The `PageText` on the site of a kind of fixed text."""
    return live().texts.get(key) or shipped_text(key)


def contact_email():
    """Where visitors reach the editors."""
    return live().settings.contact_email or settings.CONTACT_EMAIL


def site_owner():
    """Name of the organisation that runs the site; empty when it is not set."""
    return live().settings.owner or settings.SITE_OWNER


def has_news():
    """Whether the site has news."""
    return live().settings.news
