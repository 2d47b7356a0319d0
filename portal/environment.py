"""Reads settings from the environment; a wrong one stops the start with one clear line."""

import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def flag(name, default="0"):
    """A yes/no setting from the environment; raises ImproperlyConfigured when it is neither."""
    value = os.environ.get(name) or default
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def number(name, default):
    """A whole number above 0 from the environment; raises ImproperlyConfigured when it is anything else."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ImproperlyConfigured(f"{name} must be a whole number above 0, not {value!r}.")
    return int(value)


def choice(name, *values):
    """One of some values from the environment, by default the first; raises ImproperlyConfigured for another one."""
    value = os.environ.get(name) or values[0]
    if value not in values:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(filter(None, values))}, not {value!r}.")
    return value


def mailboxes(name):
    """Mail addresses from the environment, with commas between; raises ImproperlyConfigured for anything else."""
    boxes = [box.strip() for box in os.environ.get(name, "").split(",") if box.strip()]
    if not all(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", box) for box in boxes):
        raise ImproperlyConfigured(f"{name} must hold mail addresses, with commas between, not {boxes!r}.")
    return boxes


def public_keys(name):
    """Public keys of age from the environment, with commas between; raises ImproperlyConfigured for anything else."""
    keys = [key.strip() for key in os.environ.get(name, "").split(",") if key.strip()]
    if not all(re.fullmatch("age1[02-9ac-hj-np-z]{58}", key) for key in keys):  # a private one is not repeated
        raise ImproperlyConfigured(f"{name} must hold public keys of age (age1…), with commas between.")
    return keys


def address(name, default):
    """A plain web address from the environment and its parts; raises ImproperlyConfigured when it is anything else."""
    url = (os.environ.get(name) or default).rstrip("/")
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        plain = False
    if not plain or parts.geturl() != f"{parts.scheme}://{parts.netloc}" or parts.username is not None:
        raise ImproperlyConfigured(f"{name} must look like https://portaal.example, not {url!r}.")
    return url, parts
