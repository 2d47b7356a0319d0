"""Sets of primary keys that are combined and counted in one operation, however many keys they have."""

from itertools import compress

DIGITS = bytes.maketrans(b"01", b"\0\1")


class KeySet:
    """An immutable set of primary keys, held as one number in which bit 7 stands for key 7.

    It has the operators and methods of a frozenset, as far as they are used.
    """

    __slots__ = ("_bits",)

    def __init__(self, bits=0):
        self._bits = bits

    @classmethod
    def of(cls, keys):
        """The set of an iterable of primary keys."""
        keys = list(keys)
        if not keys:
            return cls()
        largest, present = max(keys), ord("1")
        digits = bytearray(b"0") * (largest + 1)
        for key in keys:
            digits[largest - key] = present
        return cls(int(digits, 2))

    @classmethod
    def union(cls, key_sets):
        """The keys that are in at least one of an iterable of sets."""
        bits = 0
        for key_set in key_sets:
            bits |= key_set._bits
        return cls(bits)

    def __and__(self, other):
        return KeySet(self._bits & other._bits)

    def __or__(self, other):
        return KeySet(self._bits | other._bits)

    def __sub__(self, other):
        return KeySet(self._bits & ~other._bits)

    def __contains__(self, key):
        return bool(self._bits >> key & 1)

    def __len__(self):
        return self._bits.bit_count()

    def __bool__(self):
        return self._bits != 0

    def __eq__(self, other):
        return isinstance(other, KeySet) and self._bits == other._bits

    def __hash__(self):
        return hash(self._bits)

    def __iter__(self):
        """The keys from low to high."""
        return compress(range(self._bits.bit_length()), self._flags(self))

    def __repr__(self):
        return f"KeySet.of({list(self)})"

    def isdisjoint(self, other):
        """Whether no key is in both sets."""
        return not self._bits & other._bits

    def count_in(self, other):
        """Number of keys that are in another set as well: `len(self & other)`, without building that set."""
        return (self._bits & other._bits).bit_count()

    def ordered(self, keys, everything):
        """The keys of this set in the order of a list; an iterator.

        Args: keys, a list of keys; everything, a set that has all keys of that list.
        """
        return compress(keys, map(self._flags(everything).__getitem__, keys))

    def _flags(self, everything):
        """For each number from 0 to the largest key of `everything` a byte: 1 when it is in this set."""
        return format(self._bits, f"0{everything._bits.bit_length()}b").encode().translate(DIGITS)[::-1]
