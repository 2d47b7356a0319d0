"""Two web servers behind the site of `deploy/`: a busy day, one drained, replaced and killed, slow clients."""

import os
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.nginx_site import HOST, Site, need_nginx
from tests.support.processes import filled_portal
from tests.support.slow_clients import BEGINNINGS
from tests.support.thoroughness import count_tries
from tests.support.traffic import CONTEXT, Crowd, filled_in, reader

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
SECONDS = int(os.environ.get("LOAD_SECONDS", "60"))
EDITORS, READERS, SLOW_CLIENTS = 8, 200, 300
EDITOR_PAUSE, READER_PAUSE = 15, 10  # seconds between two pages
MAX_RATIO = 100  # of the p99 of a reader in the crowd to that of one alone, on two cores that play all of them too
# One machine plays all of them, and may be busy with more: the database gets longer than anybody would wait for it.
ENV = {"PORTAL_URL": f"https://{HOST}", "TRUSTED_PROXY": "1", "DATABASE_READ_SECONDS": "10"}
ENV |= {"DATABASE_WRITE_SECONDS": "60"}
SLUGS = "from initiatives.models import Initiative as I; print(*I.objects.published().values_list('pk', flat=True)[:2])"
LOG_IN = f"""
from django.conf import settings
from tests.support import make
from tests.support.desk import EditorsClient
for number in range({EDITORS}):
    client = EditorsClient()
    client.force_login(make.editor(username=f"redacteur{{number}}"))
    print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
DRAFT = """
from initiatives.models import Initiative
print(Initiative.objects.get(pk={0}).revisions.open().first().snapshot["approach"])
"""
PUBLISH = """
import time
from core.generation import content_change
from initiatives.models import Initiative
slug = Initiative.objects.published().values_list("slug", flat=True).last()
for number in range(10 ** 9):
    with content_change():
        Initiative.objects.filter(slug=slug).update(title=f"Kameleon {number}")
    time.sleep(20)
"""
PATHS = ["/", "/initiatieven/", "/gemeenten/", "/initiatieven/?q=opvang", "/themas/", "/over/", "/zoeken/?q=taal"]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    need_nginx()
    with filled_portal(tmp_path_factory.mktemp("portal")) as installation:
        installation.env |= {**ENV, "VAR_DIR": str(tmp_path_factory.mktemp("var"))}
        installation.manage("collectstatic", "--noinput", "--verbosity=0")
        yield installation


class Editor:
    """Adds one word after the other to the text of an initiative, through its form; saved: those that were taken in."""

    def __init__(self, browser, name, initiative):
        self.browser, self.name, self.saved = browser, name, []
        self.initiative, self.path = initiative, f"/beheer/initiatives/initiative/{initiative}/change/"

    def edit(self):
        """Open the form and send it; whose colleague was first, reads that, and does it again the next time."""
        status, page = self.browser.ask(self.path)
        if status != 200:
            return f"{self.path}: {status}"
        form, word = filled_in(page), f"{self.name}w{len(self.saved)}"
        status, _page = self.browser.ask(self.path, form | {"approach": f"{form['approach']} {word}"})
        if status == 302:
            self.saved.append(word)
        return None if status in {302, 409} else f"the form: {status}"


def test_eight_editors_and_two_hundred_readers(installation, tmp_path):
    initiatives = installation.python(SLUGS).split()
    sessions = installation.python(LOG_IN).split()
    with (
        installation.server(workers=2) as one,
        installation.server(workers=2) as two,
        Site(tmp_path / "n", [one, two]).running() as site,
    ):
        alone, crowd = Crowd(), Crowd()
        alone.add("reader", reader(alone.browser(site), PATHS), 0.05)
        alone.live(min(SECONDS, 30))
        editors = [
            Editor(crowd.browser(site, **{"__Host-session": session}), f"e{number}", initiatives[number % 2])
            for number, session in enumerate(sessions)
        ]
        for number in range(READERS):
            paths = PATHS[number % len(PATHS) :] + PATHS[: number % len(PATHS)]
            crowd.add("reader", reader(crowd.browser(site), paths), READER_PAUSE)
        for editor in editors:
            crowd.add("editor", editor.edit, EDITOR_PAUSE)
        publisher = installation.start("-c", f"import django; django.setup()\n{PUBLISH}")
        try:
            crowd.live(SECONDS)
        finally:
            publisher.kill()
            publisher.communicate()

    texts = {initiative: installation.python(DRAFT.format(initiative)).split() for initiative in initiatives}
    lost = [word for editor in editors for word in editor.saved if word not in texts[editor.initiative]]
    seconds = [crowd_.percentile("reader", number) for crowd_ in (alone, crowd) for number in (50, 99)]
    saved, pages = sum(len(editor.saved) for editor in editors), len(crowd.seconds["reader"])
    print(f"{SECONDS} s: {pages} pages, {saved} of {len(crowd.seconds['editor'])} forms saved, the others were second.")
    print("A reader alone and in the crowd, median and p99 in ms:", *(round(1000 * number) for number in seconds))
    print(f"p99 as a ratio to one reader: {seconds[3] / seconds[1]:.1f}")
    assert (lost, crowd.wrong, alone.wrong) == ([], [], [])
    assert saved > EDITORS
    assert seconds[3] / seconds[1] < MAX_RATIO


def test_a_machine_is_drained_replaced_and_killed(installation, tmp_path):
    """Readers notice nothing; of the forms only those that the killed machine had at that moment can fail."""
    with ExitStack() as machines, installation.server(workers=2) as stays:
        leaves = machines.enter_context(installation.server(workers=2))
        with Site(tmp_path / "n", [stays, leaves]).running() as site:
            crowd = Crowd()
            for _number in range(20):
                crowd.add("reader", reader(crowd.browser(site), PATHS), 0.2)
            for _number in range(3):
                browser = crowd.browser(site)
                crowd.add("sender", lambda browser=browser: send_in(browser), 0.2)
            with crowd:
                time.sleep(3)
                site.pass_on_to(stays)  # drained
                time.sleep(2)
                machines.close()  # and stopped, with what it had begun
                time.sleep(3)
                with installation.server(workers=2) as comes:  # replaced
                    site.pass_on_to(stays, comes)
                    time.sleep(3)
                    wrong = [*crowd.wrong]
                    kill(installation.web_server)
                    time.sleep(5)
    print(f"{len(crowd.seconds['reader'])} pages and {len(crowd.seconds['sender'])} forms; failed: {crowd.wrong}")
    assert wrong == []
    assert [line for line in crowd.wrong if line.startswith("reader")] == []
    assert len(crowd.wrong) <= 3  # the forms that were there


def send_in(browser):
    """Send an empty form, which says what is missing."""
    status, _page = browser.ask("/aanmelden/", {"title": ""})
    return None if status == 200 else f"a form: {status}"


def kill(server):
    """End a server and all its processes, as a power cut does."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for process in [server.pid, *map(int, children)]:
        os.kill(process, 9)


@pytest.mark.on_sqlite_only  # the database has no part in it
@pytest.mark.parametrize("kind", BEGINNINGS)
def test_slow_clients_stop_nobody(installation, tmp_path, kind):
    with installation.server(workers=2) as address, Site(tmp_path / "n", [address]).running() as site:
        alone, beside = Crowd(), Crowd()
        alone.add("reader", reader(alone.browser(site), PATHS), 0.05)
        alone.live(8)
        with ExitStack() as clients:
            for number in range(SLOW_CLIENTS):
                clients.enter_context(slow_client(site, number, kind))
            beside.add("reader", reader(beside.browser(site), PATHS), 0.05)
            beside.live(8)
    count_tries(SLOW_CLIENTS)
    seconds = [crowd.percentile("reader", number) for crowd in (alone, beside) for number in (50, 99)]
    print(
        f"{SLOW_CLIENTS} × {kind}: a page alone and beside them, median and p99 in ms:",
        *(round(1000 * s) for s in seconds),
    )
    assert alone.wrong == beside.wrong == []
    assert seconds[2] < 5 * seconds[0] + 0.1


def slow_client(site, number, kind):
    """A connection of TLS that has done what its kind does."""
    plain = socket.create_connection(("127.0.0.1", site.secure), 30, (f"127.0.3.{number % 250 + 1}", 0))
    connection = CONTEXT.wrap_socket(plain)
    connection.sendall(BEGINNINGS[kind].replace(b"localhost", HOST.encode()))
    return connection
