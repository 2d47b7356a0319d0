"""What the lowest app has at the desk."""

from . import admin_jobs, admin_merge, admin_page_use  # noqa: F401 (each registers its admin)
