"""File formats of the exports, and a file in one of them; the writer is imported only then."""

from django.utils.translation import gettext as _

FORMATS = ["csv", "xlsx", "json", "jsonl"]
PARAMETER = "formaat"


def format_errors(value, parameter=PARAMETER):
    """Return the error of an unknown format: a dict from parameter to messages, empty when it exists."""
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
