"""What all tests share."""

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, transaction

from editorial.content.loader import load

# A busy machine may be slow; that is no reason for a test to fail.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Static files under their own names, so that no test needs collectstatic first."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """The real content, loaded once for the tests of a module and taken away after them."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            load(settings.BASE_DIR / "fixtures")
            yield
            transaction.set_rollback(True)
        if connection.vendor == "postgresql":
            # What was rolled back stays in the tables until a vacuum, and slows down every later module.
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")
