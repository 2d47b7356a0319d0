"""The audit is never silent, the SBOM has what is installed, and a release is made of a clean checkout only."""

import json
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "tests", "fixtures", "docs", "static", "__pycache__", ".*_cache"
)
PIN = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
GIT = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]


def run(*words, cwd=ROOT):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@contextmanager
def osv(answer):
    """A server that answers as OSV does: a function of the queries gives the results."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": answer(queries)}).encode())

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class TestAudit:
    def audit(self, url):
        return run(sys.executable, "release/audit.py", "--url", url)

    def test_every_pin_is_asked_about_and_an_advisory_fails(self):
        asked = []

        def answer(queries):
            asked.extend(queries)
            return [{"vulns": [{"id": "PYSEC-1"}]} if q["package"]["name"] == "django" else {} for q in queries]

        with osv(answer) as url:
            status, said = self.audit(url)
        assert status == 1
        assert re.search(r"^django==\S+: https://osv.dev/PYSEC-1$", said, re.MULTILINE)
        pins = {(q["package"]["name"], q["version"]) for q in asked}
        assert pins == {*PIN.findall((ROOT / "requirements-dev.txt").read_text())}
        assert pins > {*PIN.findall((ROOT / "requirements.txt").read_text())}

    def test_nothing_known_is_well(self):
        with osv(lambda queries: [{} for _query in queries]) as url:
            assert self.audit(url)[0] == 0

    def test_what_cannot_be_asked_is_said_with_the_age_of_each_pin(self):
        with osv(lambda queries: [{}]) as url:
            answered_too_little = self.audit(url)
        for status, said in (answered_too_little, self.audit("http://127.0.0.1:1")):
            assert status == 2
            assert "NOT CHECKED" in said
            assert re.search(r"^(\d{4}-\d\d-\d\d|unknown)  django==", said, re.MULTILINE)


def test_the_sbom_has_what_an_installation_gets():
    sbom = json.loads((ROOT / "release/sbom.cdx.json").read_text())

    assert sbom["bomFormat"] == "CycloneDX"
    listed = {(part["name"].lower(), part["version"]) for part in sbom["components"]}
    assert listed == {*PIN.findall((ROOT / "requirements.txt").read_text())}, "make sbom"


class TestRelease:
    @pytest.fixture
    def checkout(self, tmp_path):
        folder = tmp_path / "checkout"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
            assert run(*GIT, *words, cwd=folder)[0] == 0
        for name in ("name", "email"):
            run("git", "config", f"user.{name}", "t@example.org", cwd=folder)
        return folder

    def release(self, checkout, version):
        return run("env", "SECRET_KEY=" + "x" * 50, sys.executable, "release/release.py", version, cwd=checkout)

    def tell(self, checkout, text="- Iets nieuws.\n"):
        changelog = checkout / "CHANGELOG.md"
        changelog.write_text(changelog.read_text().replace("## Unreleased\n", f"## Unreleased\n\n{text}", 1))
        run("git", "commit", "-qam", "Tell", cwd=checkout)

    def test_it_has_a_version_a_changelog_an_sbom_and_a_tag(self, checkout):
        self.tell(checkout)
        status, said = self.release(checkout, "7.0.0")

        assert (status, "This is v7.0.0" in said) == (0, True), said
        assert run("git", "tag", cwd=checkout)[1] == "v7.0.0\n"
        assert run("git", "status", "--porcelain", cwd=checkout)[1] == ""
        assert 'version = "7.0.0"' in (checkout / "pyproject.toml").read_text()
        assert "softwareVersion: 7.0.0" in (checkout / "publiccode.yml").read_text()
        assert re.search(
            r"## Unreleased\n\n## 7\.0\.0 – .*\n\n- Iets nieuws\.", (checkout / "CHANGELOG.md").read_text()
        )
        sbom = json.loads((checkout / "release/sbom.cdx.json").read_text())
        assert sbom["metadata"]["component"]["version"] == "7.0.0"
        assert json.loads((checkout / "portal/upgrade/accepted.json").read_text())["release"] == "7.0.0"
        assert "v7.0.0 is there already" in self.release(checkout, "7.0.0")[1]

    def test_it_refuses_and_changes_nothing(self, checkout):
        self.tell(checkout)
        for version, words in (("0.0.1", "is no version after"), ("7", "is no version after")):
            status, said = self.release(checkout, version)
            assert (status, words in said) == (1, True), said
        (checkout / "nieuw.txt").write_text("x")
        assert "not committed" in self.release(checkout, "7.0.0")[1]
        (checkout / "nieuw.txt").unlink()
        assert run("git", "status", "--porcelain", cwd=checkout)[1] == ""
        assert run("git", "tag", cwd=checkout)[1] == ""

    def test_a_release_without_news_is_refused(self, checkout):
        changelog = checkout / "CHANGELOG.md"
        changelog.write_text(
            re.sub(r"(## Unreleased\n).*?(?=^## 0)", r"\1\n", changelog.read_text(), flags=re.S | re.M)
        )
        run("git", "commit", "-qam", "Forget", cwd=checkout)
        assert "says nothing under Unreleased" in self.release(checkout, "7.0.0")[1]
