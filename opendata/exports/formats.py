"""Which formats of files there are, and a file in one of them; what writes it is imported only then."""

from django.utils.translation import gettext as _

FORMATS = ["csv", "xlsx", "json", "jsonl"]
PARAMETER = "formaat"


def format_errors(value, parameter=PARAMETER):
    """Why there is no such format: a dict from parameter to messages, empty when there is."""
    if value in FORMATS:
        return {}
    return {parameter: [_("Kies uit: %(names)s.") % {"names": ", ".join(FORMATS)}]}


def file_of(value, name, file_name, keys, own_slug=""):
    """A selection as a file.

    Args: value, one of `FORMATS`; name, of the kind of record; file_name, without date and extension; keys, an iterator
        of primary keys, in order; own_slug, of the reader's municipality.
    """
    from .files import WRITERS

    return WRITERS[value](name, file_name, keys, own_slug)
