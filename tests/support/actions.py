"""Somebody at the desk in a browser, of whom each action is counted: a click, a field that is filled in, a file."""

from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from . import desk


class Worker:
    """A page of the desk with the number of `actions` so far; opening the first page is none."""

    def __init__(self, page: Page, address: str, user: User | None = None, path: str = "/beheer/") -> None:
        self.page, self.address, self.actions = page, address, 0
        if user:
            desk.let_in(page, address, user)
        page.goto(address + path)

    def click(self, target: Locator) -> None:
        """Click on something that stays on this page."""
        self.actions += 1
        target.click()

    def go(self, target: Locator) -> None:
        """Click on something that leads to another page."""
        self.actions += 1
        with self.page.expect_navigation():
            target.click()

    def follow(self, name: str, exact: bool = False) -> None:
        """Follow the first link with a name, or one that begins so."""
        self.go(self.page.get_by_role("link", name=name, exact=exact).first)

    def press(self, name: str) -> None:
        """Press a button that sends a form."""
        self.go(self.page.get_by_role("button", name=name, exact=True))

    def fill(self, **values: str) -> None:
        """Fill in fields of the form, by their names; one in a part that is folded takes another click."""
        for name, value in values.items():
            field = self.page.locator(f"[name={name}]")
            self.unfold(field)
            self.actions += 1
            field.fill(value)

    def choose(self, name: str, option: str) -> None:
        """Choose an option of a list, by its value or its label."""
        field = self.page.locator(f"select[name={name}]")
        self.unfold(field)
        self.actions += 1
        field.select_option(option)

    def check(self, selector: str) -> None:
        """Tick a box."""
        field = self.page.locator(selector)
        self.unfold(field)
        self.actions += 1
        field.check()

    def attach(self, content: bytes, file_name: str) -> None:
        """Choose a file for the one field that takes one."""
        self.actions += 1
        file = {"name": file_name, "mimeType": "application/octet-stream", "buffer": content}
        self.page.set_input_files("input[type=file]", file)

    def search(self, field: str, words: str, name: str) -> None:
        """Choose a record in a search field, by the class of its row: open it, type, and choose."""
        row = self.page.locator(field)
        self.unfold(row)
        self.click(row.locator(".select2-selection"))
        self.actions += 1
        self.page.locator(".select2-search__field:focus").fill(words)
        self.click(self.page.locator(".select2-results__option", has_text=name).first)

    def find(self, label: str, words: str, name: str) -> None:
        """Choose one more record in a search field for many, by its label: type, and choose."""
        self.actions += 1
        self.page.get_by_role("searchbox", name=label).press_sequentially(words)
        self.click(self.page.locator(".select2-results__option", has_text=name).first)

    def add(self, part: str) -> None:
        """Add a part, such as a result."""
        button = self.page.locator(f"#{part}-group .add-row a")
        self.unfold(button)
        self.click(button)

    def act(self, label: str, *titles: str) -> None:
        """Tick records of a list and perform an action on them."""
        for title in titles:
            self.check(f"#result_list tr:has-text('{title}') input.action-select")
        self.choose("action", label)
        self.press("Uitvoeren")

    def save(self) -> None:
        """Save the form."""
        self.go(self.page.locator("input[name=_save]"))

    def unfold(self, element: Locator) -> None:
        """Open the parts that something is in, where these are folded."""
        element.first.wait_for(state="attached")
        for summary in element.first.locator("xpath=ancestor::details[not(@open)]/summary").all():
            self.click(summary)

    def reads(self, *texts: str) -> None:
        """Expect texts on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def within(self, most: int) -> None:
        """Expect that no more actions were needed than this."""
        assert self.actions <= most
