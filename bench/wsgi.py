"""The portal as the harness asks it: with the generator's words in the address, so that all are asked the same."""

from urllib.parse import parse_qsl, urlencode

from portal.wsgi import application as portal  # first: it starts the apps

from .importing.values import ours  # isort: skip


def translated(query):
    """A query string in our words.

    Args: query, with values as the generator calls them, such as status=gepland.
    """
    return urlencode([(name, ours(name, value)) for name, value in parse_qsl(query, keep_blank_values=True)])


def application(environ, start_response):
    """The portal behind the translation."""
    query = environ.get("QUERY_STRING")
    return portal({**environ, "QUERY_STRING": translated(query)} if query else environ, start_response)
