"""Admin of the core app: jobs, merges and page use."""

from . import admin_jobs, admin_merge, admin_page_use  # noqa: F401 (each registers its admin)
