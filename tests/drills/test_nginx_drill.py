"""The site of `deploy/nginx.conf` in a real nginx, with TLS, before two servers with several processes."""

import http.client
import re

import pytest

from tests.support.login import ENROL, LOGIN, totp_code
from tests.support.make import PASSWORD
from tests.support.nginx_site import HOST, Site, need_nginx
from tests.support.processes import portal
from tests.support.traffic import Browser

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
ENV = {"PORTAL_URL": f"https://{HOST}", "TRUSTED_PROXY": "1", "MONITORING_TOKEN": "t" * 24}
EDIT = "from tests.support import make; make.initiative(slug={0!r}, title={0!r})"
EDITOR = "from tests.support import make; make.editor(username='redacteur', password=make.PASSWORD)"
TIMES = 60


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    need_nginx()
    with portal(tmp_path_factory.mktemp("portal")) as installation:
        installation.env |= {**ENV, "VAR_DIR": str(tmp_path_factory.mktemp("var"))}
        installation.manage("collectstatic", "--noinput", "--verbosity=0")
        installation.python("from core.generation import content_change\nwith content_change(): pass")
        yield installation


def test_nginx_shows_two_servers_as_one_closed_site(installation, tmp_path):
    with installation.server() as one, installation.server() as two, Site(tmp_path / "n", [one, two]).running() as site:
        status, headers, _text = site.get("/over/?x=1", is_secure=False)
        assert (status, headers["Location"]) == (301, f"https://{HOST}/over/?x=1")
        status, headers, page = site.get("/")
        assert status == 200
        assert int(re.search(r"max-age=(\d+)", headers["Strict-Transport-Security"])[1]) >= 31_536_000
        for name in ("Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"):
            assert len(headers.get_all(name)) == 1, name
        assert headers["Server"] == "nginx"
        assert headers["Set-Cookie"] is None
        style = re.search(r'href="(/static/[^"]+\.css)"', page)[1]
        first, again = site.get(style), site.get(style)
        assert first[0] == again[0] == 200
        assert first[1]["X-Content-Type-Options"] == again[1]["X-Content-Type-Options"] == "nosniff"

        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            site.get("/", host="elders.example")
        forged = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}
        assert set(re.findall(r'"(\w+)":', site.get("/status/ready", **forged)[2])) == {"status"}
        assert site.get("/status/metrics")[0] == 404
        assert "/over/" not in (tmp_path / "n" / "inspiratiemarkt.log").read_text()


def test_what_one_server_publishes_is_on_the_other_at_once(installation, tmp_path):
    with installation.server() as one, installation.server() as two, Site(tmp_path / "n", [one, two]).running() as site:
        for _time in range(4):
            assert site.get("/initiatieven/kameleon/")[0] == 404
        installation.python(EDIT.format("kameleon"))
        assert [site.get("/initiatieven/kameleon/")[0] for _time in range(4)] == [200] * 4


def test_an_editor_logs_in_by_two_steps_of_two_servers(installation, tmp_path):
    installation.python(EDITOR)
    with installation.server() as one, installation.server() as two, Site(tmp_path / "n", [one, two]).running() as site:
        browser = Browser(site, 1)
        assert log_in(browser)[0] == 302
        page = browser.ask(ENROL)[1]
        secret = re.search(r'login-key">(\w+)<', page)[1]
        assert browser.ask(ENROL, token_of(page) | {"code": totp_code(secret)})[0] == 302
        assert [browser.ask("/beheer/")[0] for _time in range(4)] == [200] * 4
        browser.close()


def test_wrong_logins_on_one_server_count_on_the_other(installation, tmp_path):
    installation.python(EDITOR.replace("redacteur", "ander"))
    with installation.server() as one, installation.server() as two, Site(tmp_path / "n", [one, two]).running() as site:
        browser = Browser(site, 2)
        pages = [log_in(browser, "ander", "niet het wachtwoord")[1] for _time in range(6)]
        assert log_in(browser, "ander")[0] == 200  # the right one comes too late, on either
        assert log_in(browser, "ander")[0] == 200
        assert "te vaak iets fout" not in pages[0]
        assert "te vaak iets fout" in pages[-1]
        browser.close()


def token_of(page):
    """The token of the form on a page, as its field."""
    return {"csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]}


def log_in(browser, name="redacteur", password=PASSWORD):
    return browser.ask(LOGIN, token_of(browser.ask(LOGIN)[1]) | {"login": name, "password": password})


def test_a_server_that_is_gone_costs_no_visitor_a_page(installation, tmp_path):
    with installation.server() as one, installation.server() as two:
        gone = installation.web_server
        with Site(tmp_path / "n", [one, two]).running() as site:
            statuses = []
            for number in range(TIMES):
                if number == TIMES // 3:
                    gone.kill()
                statuses.append(site.get("/over/")[0])
    assert statuses == [200] * TIMES
