"""Markets, keywords and the coverage in the admin; `editorial.revisions` registers the initiatives themselves."""

from . import coverage_admin, market_admin, tag_admin  # noqa: F401 (they register)
