"""How much the tests try: enough in every run, and far more in `make drills`."""

import os

IS_THOROUGH = os.environ.get("THOROUGH") == "1"


def tries(usual, thorough):
    """How often to try, or how many records to open: `thorough` in `make drills`, else `usual`."""
    return thorough if IS_THOROUGH else usual
