"""The application that the web server starts."""

import logging
import os
import sys

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"Settings: {error}")

for warning in run_checks(tags=["start"]):  # a web server runs no others
    logging.getLogger(__name__).warning(warning.msg)
