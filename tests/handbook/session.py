"""A session of taking screenshots: the portal with its content, and a browser for each person."""

from contextlib import ExitStack
from unittest.mock import patch

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Locator, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.support.mails import deliver

from .clock import Clock

FOLDER = settings.BASE_DIR / "docs" / "redactie"
WIDTH, HEIGHT = 1280, 720
MARGIN = 10  # pixels around the elements of a screenshot
SECRET = "OEFENSLEUTELVANDEINSPIRATIEMARKT"
MAIL = "django.core.mail.backends.locmem.EmailBackend"


class ScreenshotSession:
    """The portal at the time of a clock; the scenes store the people in it as attributes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def __enter__(self) -> "ScreenshotSession":
        with ExitStack() as stack:
            stack.enter_context(override_settings(ALLOWED_HOSTS=["localhost"], EMAIL_BACKEND=MAIL))
            stack.enter_context(patch("editorial.outbox.sending.send_soon", deliver))
            stack.enter_context(patch.object(totp, "generate_totp_secret", lambda: SECRET))
            stack.enter_context(patch.object(RecoveryCodes, "generate_seed", lambda: SECRET))
            call_command("migrate", verbosity=0)
            call_command("load_content")
            server = LiveServer("localhost")
            stack.callback(server.stop)
            self.address = server.url
            playwright = stack.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu"])
            stack.callback(self._browser.close)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error) -> None:
        self._stack.__exit__(*error)

    def open_page(self) -> Page:
        """A page in a browser context of its own, which has the time of the clock too."""
        size = {"width": WIDTH, "height": HEIGHT}
        options = {"color_scheme": "light", "reduced_motion": "reduce", "locale": "nl-NL"}
        context = self._browser.new_context(viewport=size, timezone_id="Europe/Amsterdam", **options)
        context.clock.set_fixed_time(self.clock.now)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    def take(self, name: str, shown: Locator) -> None:
        """Take a screenshot of a page: all that is between the first and the last of some elements."""
        shown.page.wait_for_load_state("networkidle")
        shown.first.wait_for()
        shown.page.evaluate("document.activeElement.blur()")
        # The window as high as the page: what sticks to its edge then covers nothing.
        height = shown.page.evaluate("document.documentElement.scrollHeight")
        shown.page.set_viewport_size({"width": WIDTH, "height": height})
        boxes = [box for part in shown.all() if (box := part.bounding_box())]
        top = max(min(box["y"] for box in boxes) - MARGIN, 0)
        left = max(min(box["x"] for box in boxes) - MARGIN, 0)
        right = min(max(box["x"] + box["width"] for box in boxes) + MARGIN, WIDTH)
        bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        shown.page.screenshot(path=FOLDER / f"{name}.png", clip=clip, animations="disabled")
        shown.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
