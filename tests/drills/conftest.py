"""Fixtures of the drills."""

import pytest

from tests.support.processes import filled_portal


@pytest.fixture(scope="session")
def market(tmp_path_factory):
    """A portal with the real content, for the drills that ask no more of it."""
    with filled_portal(tmp_path_factory.mktemp("portal")) as installation:
        yield installation
