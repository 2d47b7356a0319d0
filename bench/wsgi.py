"""The portal for the harness, whose requests have the words of its data generator instead of ours."""

from urllib.parse import parse_qsl, urlencode

from portal.wsgi import application as portal  # first: it starts the apps

from .importing.values import translated_value  # isort: skip


def translate(query):
    """A query string in the words of the portal.

    Args: query, with values as the generator calls them, such as status=gepland.
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, translated_value(name, value)) for name, value in pairs])


def application(environ, start_response):
    """The portal behind the translation."""
    query = environ.get("QUERY_STRING")
    return portal({**environ, "QUERY_STRING": translate(query)} if query else environ, start_response)
