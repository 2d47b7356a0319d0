"""Fixtures of the tests of the editors' desk."""

import pytest

from tests.support import make


@pytest.fixture
def chief():
    """Somebody who may publish anything."""
    return make.editor(superuser=True)
