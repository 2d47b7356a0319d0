"""The portal for a web process of the tests: static files under their own names, so that nothing need be collected."""

import os

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()

from portal.wsgi import application  # noqa: E402, F401 - it reads the settings
