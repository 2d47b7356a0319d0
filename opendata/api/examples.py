"""One published record of each kind, for the description of the API: read from the content, so that none is made up."""

from core.memo import Memo
from opendata.schemas import KINDS

PREFERRED = {"initiatieven": "INI-01", "gemeenten": "GM0363", "begrippen": "azc"}  # else the first of the list


def _read(_number, _before):
    records = {name: _record(kind, PREFERRED.get(name)) for name, kind in KINDS.items()}
    return {name: record.model_dump(mode="json", by_alias=True) for name, record in records.items() if record}


def _record(kind, code):
    preferred = kind.keys(kind.published().filter(**{kind.key: code})) if code else []
    return next(iter(kind.read((preferred or kind.keys())[:1])), None)


_examples = Memo(_read, daily=True)


def example_records():
    """Return one record of each kind as the API gives it, by name; a kind without published records has none."""
    return _examples.get()
