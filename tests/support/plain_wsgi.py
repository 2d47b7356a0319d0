"""The portal for a web process of the tests: static files under their own names, so that nothing need be collected."""

import os

import django
from django.conf import settings

from portal import web_worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()

# A test cannot wait as long as the portal does, nor export as much as fits in a file.
if "EXCHANGE_SECONDS" in os.environ:
    web_worker.EXCHANGE_SECONDS = int(os.environ["EXCHANGE_SECONDS"])
    web_worker.OPTIONS["outbuf_high_watermark"] = int(os.environ["HIGH_WATERMARK"])

from portal.wsgi import application  # noqa: E402, F401 - it reads the settings
