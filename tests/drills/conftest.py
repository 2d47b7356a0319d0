"""Fixtures of the drills."""

import pytest

from tests.support.processes import portal


@pytest.fixture(scope="session")
def market(tmp_path_factory):
    """A portal with the real content, for the drills that ask no more of it."""
    with portal(tmp_path_factory.mktemp("portal")) as installation:
        installation.manage("load_content")
        yield installation
