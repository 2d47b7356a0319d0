"""Takes the screenshots of docs/redactie.md: `make handbook`.

The portal runs on a temporary database, with the real content and fictional editors. The clock stands still and
nothing is random, so that a screenshot changes only when the screen does.
"""

import logging
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from .clock import Clock

CLOCK = Clock("2026-12-01 09:30")  # after the last day that the content knows
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in this thread
    "DEBUG": "1",
    "SECRET_KEY": "only-for-the-pictures",
    "PORTAL_URL": "http://inspiratiemarkt.example",
}


def main() -> None:
    """Set up the portal before anything of it is imported, and take the screenshots one after another."""
    with TemporaryDirectory() as folder:
        os.environ |= SETTINGS | {"DATABASE_URL": f"sqlite:///{Path(folder) / 'portal.sqlite3'}"}
        logging.disable(logging.WARNING)  # some scenes show a save that is refused and a page that is gone
        with CLOCK.stopped():
            import django

            django.setup()
            from .all_scenes import SCENES
            from .session import ScreenshotSession

            with ScreenshotSession(CLOCK) as session:
                for name, scene in SCENES.items():
                    session.take(name, scene(session))


if __name__ == "__main__":
    main()
