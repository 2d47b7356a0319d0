"""How much the tests try: enough in every run, and far more in `make drills`, which says how much that was."""

import os

IS_THOROUGH = os.environ.get("THOROUGH") == "1"

_counted = [0]


def tries(usual, thorough):
    """How often to try, or how many records to open: `thorough` in `make drills`, else `usual`."""
    return thorough if IS_THOROUGH else usual


def count_tries(number=1):
    """Note that a test tried something so many times."""
    _counted[0] += number


def take_tries():
    """How many tries were counted since this was called last."""
    number, _counted[0] = _counted[0], 0
    return number
