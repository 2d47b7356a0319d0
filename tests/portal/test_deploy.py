"""What is in `deploy/`: the script installs, what it installed runs, and the files say the same as the code."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from core.jobs.timed import declared
from core.monitoring.version import version
from portal.middleware import MAX_BODY
from tests.support.processes import get, wait_for

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
HOST = "portaal.example"
MAX_EXPOSURE = 1.3  # of 10, by systemd-analyze
ASSIGNED = re.compile(r"^([A-Z_]+)=", re.MULTILINE)


def install(root, database_url, *options):
    """Install this checkout in a folder; returns the release that is current afterwards."""
    words = [str(DEPLOY / "install"), "--host", HOST, "--root", str(root), "--venv", sys.prefix]
    subprocess.run([*words, "--database", database_url, "--without-content", *options], check=True, capture_output=True)
    return (root / "opt/inspiratiemarkt/current").resolve()


def settings_of(root):
    lines = (root / "etc/inspiratiemarkt/portal.env").read_text().splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value.strip("'") for name, _sign, value in pairs}


@pytest.mark.own_database
@pytest.mark.on_sqlite_only
def test_what_was_installed_runs_and_says_how_it_is(tmp_path):
    database = tmp_path / "por$HOME`tal`.sqlite3"  # a password may look so
    root, database_url = tmp_path / "root", f"sqlite:///{database}"
    first = install(root, database_url)
    before = settings_of(root)
    second = install(root, database_url)
    assert first != second
    assert (first / "manage.py").exists()
    assert settings_of(root) == before
    assert before["DATABASE_URL"] == database_url
    assert database.is_file()
    assert len(before["SECRET_KEY"]) > 50
    assert before["PORTAL_URL"] == f"https://{HOST}"
    assert stat.S_IMODE((root / "etc/inspiratiemarkt/portal.env").stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "etc/inspiratiemarkt/tls/key.pem").stat().st_mode) == 0o600
    assert [name for name in ("tests", ".git", "var") if (second / name).exists()] == []
    assert (root / "etc/inspiratiemarkt/upstream.conf").read_text().startswith("server 127.0.0.1:8000 ")
    assert (root / "opt/inspiratiemarkt/slots/8000").resolve() == second
    assert [path for path in second.rglob("*.py") if path.stat().st_mode & 0o022] == []
    assert os.access(root / "usr/local/sbin/portaal", os.X_OK)
    site = (root / "etc/nginx/sites-enabled/inspiratiemarkt").read_text()
    assert "@HOST@" not in site
    assert f"server_name {HOST};" in site
    check_that_it_serves(second, {"PATH": os.environ["PATH"], **before})


def own_address():
    """An address of this machine that others ask it by; nothing is sent to find it. Loopback when there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return asking.getsockname()[0]


def check_that_it_serves(release, environ):
    address = own_address()
    with socket.socket() as free, socket.socket() as other:
        free.bind(("127.0.0.1", 0))
        other.bind((address, 0))
        bind, elsewhere = (f"{host}:{port}" for host, port in (free.getsockname(), other.getsockname()))
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "portal/gunicorn.py",
        "--bind",
        bind,
        "--bind",
        elsewhere,
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, cwd=release, env=environ, stderr=subprocess.DEVNULL)
    try:
        wait_for(int(bind.partition(":")[2]))
        status, said = healthcheck(release, environ, bind)
        assert status == 0
        assert "warn jobs:" in said
        assert healthcheck(release, environ, elsewhere, version()) == (0, healthcheck(release, environ, bind)[1])
        if address != "127.0.0.1":
            status, said = healthcheck(release, {**environ, "MONITORING_TOKEN": ""}, elsewhere, version())
            assert (status, "MONITORING_TOKEN must be" in said) == (1, True)
        forwarded = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
        code, headers, _page = get(f"http://{bind}/over/", **forwarded)
        assert code == 200
        assert headers["Strict-Transport-Security"]
        assert get(f"http://{bind}/", **{**forwarded, "Host": "elders.example"})[0] == 400
        style = re.search(r'href="(/static/[^"]+\.css)"', get(f"http://{bind}/over/", **forwarded)[2])[1]
        assert "immutable" in get(f"http://{bind}{style}", **forwarded)[1]["Cache-Control"]
    finally:
        server.terminate()
        server.wait(60)
    assert healthcheck(release, environ, bind)[0] == 1


def healthcheck(release, environ, *words):
    command = [sys.executable, str(release / "deploy/healthcheck.py"), *words]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize(("version", "home", "status"), [("9.0", 200, 0), ("8.0", 200, 1), ("9.0", 500, 1)])
def test_an_upgrade_asks_for_its_own_release_and_a_page_with_the_token(version, home, status):
    asked = []

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Authorization"]))
            self.send_response(home if self.path == "/" else 200)
            self.end_headers()
            self.wfile.write(b'{"status": "ok", "version": "9.0"}')

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        command = [sys.executable, DEPLOY / "healthcheck.py", f"127.0.0.1:{server.server_port}", version]
        done = subprocess.run(command, env={"MONITORING_TOKEN": "t" * 24}, capture_output=True, check=False)
        server.shutdown()
    assert done.returncode == status
    assert asked == [("/status/ready", "Bearer " + "t" * 24), ("/", "Bearer " + "t" * 24)]


def test_each_setting_of_the_machine_is_one_of_the_portal():
    known = set(ASSIGNED.findall((settings.BASE_DIR / ".env.example").read_text()))

    assert set(ASSIGNED.findall((DEPLOY / "portal.env").read_text())) - known == {"LISTEN", "PORTS"}
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    container = set(compose["x-portal"]["environment"])
    assert container - known == set()
    of_machine = set(ASSIGNED.findall((DEPLOY / "portal.env").read_text())) - {"LISTEN", "PORTS", "VAR_DIR"}
    assert of_machine | {"BACKUP_RECIPIENTS", "ERROR_MAIL_TO"} <= container


@pytest.mark.parametrize(
    ("said", "lock_file"),
    [
        (None, "requirements.txt"),
        ("MEDIA_STORAGE=disk", "requirements.txt"),
        ("MEDIA_STORAGE='s3'", "requirements-s3.txt"),
    ],
)
def test_a_release_gets_the_packages_that_the_settings_ask_for(said, lock_file, tmp_path):
    source, root, tools = (tmp_path / name for name in ("source", "root", "tools"))
    for folder in (source, root / "etc/inspiratiemarkt", tools):
        folder.mkdir(parents=True)
    (source / "pyproject.toml").write_text('version = "9.0"\n')
    if said:
        (root / "etc/inspiratiemarkt/portal.env").write_text(f"{said}\n")
    (tools / "pip").write_text(f'#!/bin/bash\necho "$@" >{tmp_path}/asked\n')
    (tools / "python3").write_text(
        f'#!/bin/bash\nmkdir -p "$3/bin"; cp {tools}/pip "$3/bin/"; cp /bin/true "$3/bin/python"\n'
    )
    for tool in tools.iterdir():
        tool.chmod(0o755)
    names = f"name=inspiratiemarkt source={source} root={root} venv="
    script = f"set -euo pipefail; {names}; . {DEPLOY}/release.sh; make_release"
    environ = {"PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(["/bin/bash", "-c", script], env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    words = (tmp_path / "asked").read_text()
    assert "--require-hashes" in words
    assert words.rstrip().endswith(f"/{lock_file}")
    assert (settings.BASE_DIR / lock_file).is_file()


def test_nginx_lets_the_largest_form_through_and_says_who_asks():
    site = (DEPLOY / "nginx.conf").read_text()

    assert int(re.search(r"client_max_body_size (\d+)m;", site)[1]) * 1024 * 1024 == MAX_BODY
    assert "X-Forwarded-For $remote_addr;" in site  # and not what the visitor says of it
    assert "$request_uri" not in re.search(r"log_format .*?;", site, re.DOTALL)[0]
    assert "remote_addr" not in re.search(r"log_format .*?;", site, re.DOTALL)[0]


def test_nginx_speaks_the_tls_of_today_only():
    site = (DEPLOY / "nginx.conf").read_text()

    assert re.findall(r"ssl_protocols (.*);", site) == ["TLSv1.2 TLSv1.3"]
    ciphers = re.search(r"ssl_ciphers (.*);", site)[1].split(":")
    assert [cipher for cipher in ciphers if not re.fullmatch(r"ECDHE-.*-(GCM-SHA\d+|CHACHA20-POLY1305)", cipher)] == []


def test_the_manual_says_what_to_do_about_each_check():
    manual = (settings.BASE_DIR / "docs" / "beheer.md").read_text()

    for check in declared("HEALTH", module="health"):
        assert f"| `{check.name}` |" in manual
    known = set(ASSIGNED.findall((settings.BASE_DIR / ".env.example").read_text()))
    named = set(re.findall(r"`([A-Z][A-Z0-9]*_[A-Z_0-9]+)[`=]", manual))
    assert len(named) > 8
    assert named <= known


def test_the_steps_of_the_manual_are_those_of_the_scripts():
    manual = (settings.BASE_DIR / "docs" / "beheer.md").read_text()
    script = (DEPLOY / "install").read_text().replace("$name", "inspiratiemarkt")

    assert {*re.findall(r"(?:`|    )portaal ([a-z]\w+)", manual)} - {*get_commands(), "help"} == set()
    options = {*re.findall(r"deploy/(install|upgrade)\b[^\n`']* (--[a-z-]+)", manual)}
    assert {("install", "--without-content"), ("upgrade", "--back")} <= options
    assert [pair for pair in options if f" {pair[1]})" not in (DEPLOY / pair[0]).read_text()] == []
    for command in ("createdb --owner", "useradd --system"):  # by hand as the script does, but for the numbers
        [line] = [line for line in manual.splitlines() if command in line]
        assert {*re.findall(r"--[a-z-]+", line)} - {"--uid", "--gid"} <= {*re.findall(r"--[a-z-]+", script)}
    webroot = re.search(r"--webroot -w (\S+)", manual)[1]
    site = (DEPLOY / "nginx.conf").read_text()
    assert re.search(rf"location /.well-known/acme-challenge/ {{\s+root {webroot};", site)
    assert all(f"/etc/inspiratiemarkt/tls/{file}" in site for file in ("cert.pem", "key.pem"))
    written = re.search(r"^ReadWritePaths=(.*)$", (DEPLOY / "inspiratiemarkt-jobs.service").read_text(), re.MULTILINE)
    mounted = re.findall(r"Koppel die op `(\S+)` en\s+op `(\S+)`", manual)[0]
    assert [path for path in mounted if not path.startswith(tuple(written[1].replace("-/", "/").split()))] == []


def test_the_container_is_made_by_the_steps_of_the_script():
    script = " ".join(((DEPLOY / "install").read_text() + (DEPLOY / "release.sh").read_text()).split())
    container = " ".join((DEPLOY / "Containerfile").read_text().split())
    compose = (DEPLOY / "compose.yaml").read_text()

    for step in ["--require-hashes --requirement", "compileall -q", "python3 -m venv"]:
        assert step in script
        assert step in container
    for step in ["migrate --verbosity 0", "load_content", "collectstatic --noinput --verbosity 0"]:
        assert step in script
        assert step in compose
    assert re.search(r"apt-get install .*\bage\b", container.partition("AS build")[2].partition("FROM")[2])
    assert {*re.findall(r"=(requirements[\w-]*\.txt)", container)} == {"requirements.txt", "requirements-s3.txt"}
    assert re.search(r"^USER 10001$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    assert yaml.safe_load(compose)["services"]["web"]["read_only"] is True


def test_the_container_leaves_out_what_is_private():
    left_out = (settings.BASE_DIR / ".containerignore").read_text().split()

    assert {".env", ".git", "var"} <= {*left_out}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_reads_each_unit_and_finds_it_closed(unit, tmp_path):
    if not (analyze := shutil.which("systemd-analyze")):
        pytest.skip("there is no systemd here")
    for path in UNITS:
        text = re.sub("/opt/inspiratiemarkt/.*/.venv/bin/python", "/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text)
    command = [analyze, "verify", "--man=no", str(tmp_path / unit.name)]
    verified = subprocess.run(command, capture_output=True, text=True, check=False)
    assert unit.name not in verified.stderr
    if unit.suffix == ".service":
        score = subprocess.run([analyze, "security", "--offline=true", str(unit)], capture_output=True, text=True)
        assert float(re.search(r"exposure level for .*?: ([\d.]+)", score.stdout)[1]) <= MAX_EXPOSURE


def test_the_scripts_are_good_bash(tmp_path):
    for script in ("install", "upgrade", "release.sh", "portaal"):
        assert subprocess.run(["/bin/bash", "-n", str(DEPLOY / script)], check=False).returncode == 0
        assert os.access(DEPLOY / script, os.X_OK) or script.endswith(".sh")
    nothing = subprocess.run([str(DEPLOY / "upgrade"), "--root", str(tmp_path)], capture_output=True, text=True)
    assert nothing.returncode == 1
    assert "First: deploy/install" in nothing.stderr
    wrong = subprocess.run([str(DEPLOY / "install"), "--host", "x;y"], capture_output=True, check=False)
    assert wrong.returncode == 2
    assert Path(DEPLOY / "install").read_text().startswith("#!/bin/bash")
