"""Admin classes of this app; `editorial.revisions` registers that of initiatives."""

from . import bundle_admin, consideration_admin, coverage_admin, market_admin, tag_admin  # noqa: F401 (they register)
