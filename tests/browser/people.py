"""The people in a browser test: editors in the admin, and visitors."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from editorial.accounts.roles import EDITORS, ensure_groups
from tests.support import desk, make
from tests.support.login import totp_code

SUPERUSER = "superuser"


def log_in(page: Page, address: str) -> None:
    """Log in the user "redacteur" without the pages of the login, and open the admin."""
    desk.let_in(page, address, User.objects.get(username="redacteur"))
    page.goto(f"{address}/beheer/")


def unfold(element: Locator) -> None:
    """Open the part of the form that an element is in, if that is folded."""
    element.first.wait_for(state="attached")
    for summary in element.locator("xpath=ancestor::details[not(@open)]/summary").all():
        summary.click()


class Editor:
    """An editor with a browser; `secret` is that of the authenticator app."""

    def __init__(self, page: Page, address: str, name: str, secret: str) -> None:
        self.page, self.address, self.name, self.secret = page, address, name, secret

    def log_in(self) -> None:
        """Log in with the password and the code of the app."""
        self.page.goto(f"{self.address}/beheer/")
        self.page.get_by_label("Gebruikersnaam").fill(self.name)
        self.page.get_by_label("Wachtwoord").fill(make.PASSWORD)
        self.page.get_by_role("button", name="Inloggen").click()
        self.page.get_by_label("Code").fill(totp_code(self.secret))
        self.page.get_by_role("button", name="Verder").click()
        expect(self.page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()

    def follow(self, name: str) -> None:
        """Click on a link; `name` is how it begins."""
        self._go(self.page.get_by_role("link", name=name).first)

    def press(self, name: str) -> None:
        """Click on a button that sends a form."""
        self._go(self.page.get_by_role("button", name=name, exact=True))

    def edit(self, record) -> None:
        """Open the form of a record."""
        self.page.goto(self.address + desk.address(record))

    def fill(self, **values: str) -> None:
        """Type in fields of the form, by their names."""
        for name, value in values.items():
            field = self.page.locator(f"[name={name}]")
            unfold(field)
            field.fill(value)

    def add(self, part: str) -> None:
        """Add one more inline form."""
        button = self.page.locator(f"#{part}-group .add-row a")
        unfold(button)
        button.click()

    def choose(self, field: Locator, words: str, name: str) -> None:
        """Search a record by some words in a field of the form, and choose it by its name."""
        field.click()
        self.page.locator(".select2-search__field:focus").fill(words)
        self.page.locator(".select2-results__option", has_text=name).click()

    def save(self) -> None:
        """Send the form."""
        self._go(self.page.locator("input[name=_save]"))

    def open_revision(self, initiative, number: int) -> None:
        """Open a revision from the list of them."""
        self.edit(initiative)
        self.follow("Versies (")
        self._go(self.page.get_by_role("link", name=f"versie {number}", exact=True))

    def do(self, verb: str, **values: str) -> None:
        """Perform a transition of the revision that is open."""
        form = self.page.locator("form.desk-verb", has=self.page.get_by_role("button", name=verb, exact=True))
        for name, value in values.items():
            form.locator(f"[name={name}]").fill(value)
        self.press(verb)

    def sees_message(self, words: str) -> None:
        """Expect words in a message of the admin."""
        expect(self.page.locator(".messagelist")).to_contain_text(words)

    def sees(self, words: str) -> None:
        """Expect words in the content of the page."""
        expect(self.page.locator("#content")).to_contain_text(words)

    def _go(self, element: Locator) -> None:
        with self.page.expect_navigation():
            element.click()


class Visitor:
    """A visitor with a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def reads(self, path: str) -> str:
        """The text of a page."""
        response = self.page.goto(self.address + path)
        assert response.status == 200, path
        return self.page.locator("main").inner_text()

    def gets(self, path: str) -> str:
        """The content of a file."""
        response = self.page.request.get(self.address + path)
        assert response.status == 200, path
        return response.text()


def new_editor(page: Page, address: str, name: str, role: str = EDITORS) -> Editor:
    """Create an editor with an account and an app."""
    user = make.editor(username=name, password=make.PASSWORD, superuser=role == SUPERUSER)
    if role != SUPERUSER:
        user.groups.set([ensure_groups(apps, role)])
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return Editor(page, address, name, secret)
