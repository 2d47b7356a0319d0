"""What the lowest app has at the desk."""

from . import admin_merge  # noqa: F401 (registers its admin)
