"""What all tests share."""

import hypothesis
import pytest

# A busy machine may be slow; that is no reason for a test to fail.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Static files under their own names, so that no test needs collectstatic first."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
