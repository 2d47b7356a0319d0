"""What the desk has beside the initiatives, in the admin; `editorial.revisions` registers the initiatives."""

from . import bundle_admin, consideration_admin, coverage_admin, market_admin, tag_admin  # noqa: F401 (they register)
