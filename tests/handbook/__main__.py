"""Takes the pictures of docs/redactie.md: `make handbook`.

The portal runs here on a database of its own, which is thrown away, with the real content and made-up editors. It is
always the same moment and nothing is drawn by lot, so that a picture changes only when the screen does.
"""

import logging
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from .clock import Clock

CLOCK = Clock("2026-11-05 09:30")  # a week before the market
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in this thread
    "DEBUG": "1",
    "SECRET_KEY": "only-for-the-pictures",
    "PORTAL_URL": "http://inspiratiemarkt.example",
}


def main() -> None:
    """Set up the portal before anything of it is imported, and take the pictures one after another."""
    with TemporaryDirectory() as folder:
        os.environ |= SETTINGS | {"DATABASE_URL": f"sqlite:///{Path(folder) / 'portal.sqlite3'}"}
        logging.disable(logging.WARNING)  # a save that is refused and a page that is gone belong to the story
        with CLOCK.stopped():
            import django

            django.setup()
            from .pictures import PICTURES
            from .stage import Stage

            with Stage(CLOCK) as stage:
                for name, scene in PICTURES.items():
                    stage.take(name, scene(stage))


if __name__ == "__main__":
    main()
