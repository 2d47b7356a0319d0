"""The list in an address: codes of initiatives, joined by a full stop, in the order in which they were chosen."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import SuspiciousOperation

from core.text import legible
from initiatives.models import Initiative

PARAMETER, SEPARATOR = "lijst", "."
MAX_CHOSEN = 20
MAX_READ = 2 * MAX_CHOSEN  # of a longer address the rest is not read
MAX_CODE_LENGTH = 20
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)


@dataclass(frozen=True)
class Shortlist:
    """Shortlist of a visitor, read from an address.

    keys: a dict from code to primary key of published initiatives, in the order of the address, at most `MAX_CHOSEN`.
    unknown: the other codes, as typed. left_out: how many codes were not read because the list is full.
    """

    keys: dict = field(default_factory=dict)
    unknown: list = field(default_factory=list)
    left_out: int = 0

    def __len__(self):
        return len(self.keys)

    def __contains__(self, code):
        return code in self.keys

    @cached_property
    def value(self):
        """The value of the parameter `lijst`; empty for an empty list."""
        return SEPARATOR.join(self.keys)

    @property
    def query(self):
        """The list as a query string; empty for an empty list."""
        return f"{PARAMETER}={self.value}" if self.keys else ""

    def query_with(self, codes):
        """The query string of the list with codes of published initiatives at the end, as far as there is room."""
        return f"{PARAMETER}={SEPARATOR.join(list(dict.fromkeys([*self.keys, *codes]))[:MAX_CHOSEN])}"

    @property
    def is_full(self):
        """Whether nothing can be added."""
        return len(self.keys) >= MAX_CHOSEN

    @property
    def is_as_typed(self):
        """Whether everything in the address was read and known."""
        return not (self.unknown or self.left_out)

    def changed(self, *, added="", removed=""):
        """The list with codes at the end and without others (both as in an address), read again: a Shortlist."""
        codes = [code for code in self.keys if code not in removed.split(SEPARATOR)]
        return read_shortlist(SEPARATOR.join([*codes, added]) if added and not self.is_full else SEPARATOR.join(codes))


def read_shortlist(value):
    """Read the value of `lijst`; capitals and spaces are forgiven, a code that is repeated counts once.

    Args: value, as typed.
    Returns: a Shortlist.
    """
    typed = list(dict.fromkeys(part.strip() for part in value.split(SEPARATOR) if part.strip()))
    possible = [part for part in typed[:MAX_READ] if CODE.fullmatch(part)]
    if not typed:
        return Shortlist()
    sought = {form for part in possible for form in (part, part.upper())}
    keys = dict(Initiative.objects.published().filter(code__in=sought).values_list("code", "pk")) if sought else {}
    codes = {part: part if part in keys else part.upper() for part in typed[:MAX_READ]}
    known = {code: keys[code] for code in codes.values() if code in keys}
    unknown = [legible(part, MAX_CODE_LENGTH) for part, code in codes.items() if code not in keys]
    chosen = dict(list(known.items())[:MAX_CHOSEN])
    return Shortlist(chosen, unknown, len(known) - len(chosen) + len(typed[MAX_READ:]))


def shortlist_of(request):
    """The list in the address of a request, read once; an empty one when the address cannot be parsed."""
    if not hasattr(request, "_shortlist"):
        try:
            value = request.GET.get(PARAMETER, "")
        except SuspiciousOperation:
            value = ""
        request._shortlist = read_shortlist(value)
    return request._shortlist
