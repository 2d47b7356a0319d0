"""Somebody who comes with an errand: on a phone or with the keyboard alone, in at most six actions.

An action is a field filled, a link followed, a box ticked or a button pressed.
"""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Download, Locator, Page, expect

MAX_TABS = 250
DEVICES = ["phone", "keyboard"]
MAX_ACTIONS = 6


def begin(open_page, address, device):
    """An `Errand` on a page of a device, "phone" or "keyboard", at an address."""
    is_on_phone = device == "phone"
    page = open_page(**({"width": 375, "height": 800, "has_touch": True} if is_on_phone else {}))
    return Errand(page, address, is_on_phone=is_on_phone)


class Errand:
    """A page on which actions are counted: taps on a phone, or Tab and Enter on a keyboard."""

    def __init__(self, page: Page, address: str, *, is_on_phone: bool) -> None:
        self.page, self.is_on_phone, self.actions = page, is_on_phone, 0
        page.goto(address)

    def fill(self, label: str, words: str) -> Locator:
        """Fill in a field, found by its label."""
        field = self.page.locator("input:visible, textarea:visible").and_(self.page.get_by_label(label)).first
        self._reach(field)
        field.fill(words)
        self._count()
        return field

    def search(self, label: str, words: str) -> None:
        """Fill in a field and send it with Enter."""
        with self.page.expect_navigation():
            self.fill(label, words).press("Enter")

    def follow(self, name: str) -> None:
        """Follow a link to another page; `name` is how it begins."""
        link = self._link(name)
        self._reach(link)
        self._count()
        with self.page.expect_navigation():
            self._press(link)

    def choose(self, field: Locator, option: str) -> None:
        """Choose an option of a list."""
        self._reach(field)
        self._count()
        field.select_option(label=option)

    def open(self, path: str) -> None:
        """Open a link that came by mail."""
        self._count()
        self.page.goto(urljoin(self.page.url, path))

    def press(self, control: Locator) -> None:
        """Tick a box, press a button, or open what is folded."""
        self._reach(control)
        self._count()
        self._press(control, key="Space")
        self.page.wait_for_load_state("networkidle")

    def download(self, name: str) -> Download:
        """Follow a link to a file."""
        link = self._link(name)
        self._reach(link)
        self._count()
        with self.page.expect_download() as download:
            self._press(link)
        return download.value

    def reads(self, *texts: str) -> None:
        """Expect texts that one sees or can scroll to."""
        for text in texts:
            expect(self.page.locator("main").get_by_text(text).locator("visible=true").first).to_be_visible()

    def _link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name).locator("visible=true").first

    def _reach(self, target: Locator) -> None:
        """Scroll to it with a finger; or press Tab until it has the focus."""
        if self.is_on_phone:
            target.scroll_into_view_if_needed()
            return
        for _step in range(MAX_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("e => e === document.activeElement"):
                return
        pytest.fail(f"the Tab key never comes to {target}")

    def _press(self, target: Locator, key: str = "Enter") -> None:
        if self.is_on_phone:
            target.tap()
        else:
            self.page.keyboard.press(key)

    def _count(self) -> None:
        self.actions += 1
        assert self.actions <= MAX_ACTIONS
