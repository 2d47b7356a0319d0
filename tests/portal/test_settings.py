"""A missing or wrong setting stops the start with one clear line, and each setting is explained."""

import ast
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

READERS = {"get", "flag", "number", "address", "choice", "mailboxes", "public_keys", "database"}


def check(**environment):
    """Run `manage.py check` with only these settings; returns (exit status, what it wrote to the screen)."""
    base = {"PATH": os.environ["PATH"], "SECRET_KEY": "x" * 50}
    environ = {name: value for name, value in (base | environment).items() if value is not None}
    command = [sys.executable, "manage.py", "check"]
    run = subprocess.run(command, env=environ, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    return run.returncode, run.stderr.strip()


def test_the_defaults_are_good():
    assert check()[0] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("DEBUG", "yes"),
        ("TRUSTED_PROXY", "true"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://user@host:port/name"),
        ("DATABASE_URL", "mysql://user@host/name"),
        ("REPLICA_URL", "nonsense"),
        ("PORTAL_URL", "portaal.example"),
        ("PORTAL_URL", "ftp://portaal.example"),
        ("PORTAL_URL", "https://"),
        ("PORTAL_URL", "https://portaal.example/map"),
        ("PORTAL_URL", "https://portaal.example:poort"),
        ("PORTAL_URL", "https://[portaal"),
        ("ACCESSIBILITY_STATUS", "F"),
        ("MEDIA_STORAGE", "S3"),
        ("LOG_FORMAT", "JSON"),
        ("MONITORING_TOKEN", "kort"),
        ("BACKUP_KEEP", "0"),
        ("ERROR_MAIL_TO", "beheer"),
        ("BACKUP_RECIPIENTS", "AGE-SECRET-KEY-1QQQQ"),
        ("EMAIL_PORT", "smtp"),
        ("EMAIL_PORT", "0"),
        ("CHECK_AGAIN_MONTHS", "0"),
        ("SECOND_FACTOR", "0"),
        ("SESSION_HOURS", "0"),
    ],
)
def test_a_wrong_setting_stops_with_one_line(name, value):
    status, message = check(**{name: value})

    assert status == 1
    assert message.startswith(f"Settings: {name} ")
    assert "\n" not in message


@pytest.mark.parametrize("url", ["postgres://user:geheim/x@host/name", "mysql://user:geheim@host/name"])
def test_a_wrong_address_of_the_database_is_not_repeated(url):
    status, message = check(DATABASE_URL=url)

    assert status == 1
    assert "geheim" not in message


@pytest.mark.parametrize("name", ["map", "map #1", "is 100%41 waar?", "één"])
def test_the_folder_may_have_any_name(tmp_path, name):
    database = "from portal import settings; print(settings.DATABASES['default']['NAME'])"
    environ = {"PATH": os.environ["PATH"], "DEBUG": "1", "VAR_DIR": str(tmp_path / name), "PYTHONUTF8": "1"}
    shown = subprocess.check_output([sys.executable, "-c", database], env=environ, cwd=settings.BASE_DIR, text=True)
    assert shown.strip() == str(tmp_path / name / "portal.sqlite3")


class TestStorageThatSpeaksS3:
    def test_the_check_says_all_that_is_missing(self):
        status, said = check(MEDIA_STORAGE="s3", S3_ACCESS_KEY="sleutel", S3_ENDPOINT="opslag.example")

        assert status == 1
        for text in ("S3_BUCKET is not set", "S3_SECRET_KEY is not set", "S3_ENDPOINT is no web address"):
            assert f"MEDIA_STORAGE is s3, and {text}." in said
        assert "S3_ACCESS_KEY is not set" not in said

    def test_with_all_of_it_nothing_is_said(self):
        keys = {"S3_BUCKET": "beeld", "S3_ACCESS_KEY": "sleutel", "S3_SECRET_KEY": "geheim"}
        status, said = check(MEDIA_STORAGE="s3", S3_ENDPOINT="https://opslag.example", **keys)

        assert status == 0
        assert "MEDIA_STORAGE" not in said

    def test_on_disk_nothing_of_it_is_loaded(self):
        code = "import django, sys; django.setup()\n"
        code += "from django.core.files.storage import default_storage; default_storage.exists('x')\n"
        code += "print(sorted({'boto3', 'botocore', 'storages'} & {name.partition('.')[0] for name in sys.modules}))"
        environ = {"PATH": os.environ["PATH"], "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        command = [sys.executable, "-c", code]

        assert subprocess.check_output(command, env=environ, cwd=settings.BASE_DIR, text=True).strip() == "[]"


@pytest.mark.parametrize(("boxes", "handlers"), [("", "console"), ("beheer@gemeente.example", "console,mail")])
def test_errors_are_mailed_only_to_somebody(boxes, handlers):
    code = "import django, logging; django.setup(); print(','.join(h.name for h in logging.getLogger().handlers))"
    environ = {"PATH": os.environ["PATH"], "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environ["ERROR_MAIL_TO"] = boxes
    shown = subprocess.check_output([sys.executable, "-c", code], env=environ, cwd=settings.BASE_DIR, text=True)
    assert shown.strip() == handlers


def test_development_needs_no_key():
    assert check(SECRET_KEY=None, DEBUG="1")[0] == 0


def names_read():
    """The names that settings.py reads from the environment."""
    tree = ast.parse((settings.BASE_DIR / "portal" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in READERS]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def test_the_example_names_each_setting_and_no_other():
    example = (settings.BASE_DIR / ".env.example").read_text()

    assert len(names_read()) > 5
    assert set(re.findall(r"^#? ?([A-Z0-9_]+)=", example, re.MULTILINE)) == names_read()


def test_the_example_explains_each_setting():
    blocks = (settings.BASE_DIR / ".env.example").read_text().strip().split("\n\n")[1:]

    assert [block for block in blocks if not block.startswith("# ")] == []


def test_make_test_keeps_the_developers_settings_out():
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    listed = re.search(r"^SETTINGS := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)[1]

    assert set(listed.replace("\\", " ").split()) == names_read()
