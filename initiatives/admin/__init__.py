"""Initiatives, markets and keywords in the admin; `editorial.revisions` registers the initiatives themselves."""

from . import market_admin, tag_admin  # noqa: F401 (they register)
