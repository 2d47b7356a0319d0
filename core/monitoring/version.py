"""The release of the portal that runs."""

import tomllib
from functools import cache

from django.conf import settings


@cache
def version():
    """The version that `pyproject.toml` names."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["version"]
