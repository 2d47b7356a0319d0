"""`make_editor`: one account for each person."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command with a password in the environment; returns its output."""

    def run(password=make.PASSWORD, **options):
        monkeypatch.setenv("EDITOR_PASSWORD", password)
        defaults = {"username": "anne", "email": "anne@redactie.example", "password_from_env": "EDITOR_PASSWORD"}
        call_command("make_editor", **defaults | options)
        return capsys.readouterr().out

    return run


def test_it_makes_an_editor_and_says_where_to_log_in(run, client):
    output = run()

    assert "http://localhost:8000/beheer/" in output
    anne = User.objects.get()
    assert (anne.is_staff, anne.is_superuser) == (True, False)
    assert anne.has_perm("initiatives.change_initiative")
    assert client.login(username="anne", password=make.PASSWORD)


def test_it_makes_a_superuser_when_asked(run):
    run(beheerder=True)

    assert User.objects.get().is_superuser


def test_it_gives_the_role(run):
    run(rol="inzender-gemeente")

    assert [group.name for group in User.objects.get().groups.all()] == ["inzender-gemeente"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"email": "ANNE@redactie.example", "username": "anne2"}, "Elke persoon heeft één account."),
        ({"email": "ander@redactie.example", "username": "Anne"}, "Deze gebruikersnaam bestaat al."),
        ({"email": "geen adres", "username": "bo"}, "Voer een geldig e-mailadres in."),
        ({"email": "bo@redactie.example", "username": "b o"}, "Voer een geldige gebruikersnaam in."),
        ({"email": "bo@redactie.example", "username": "bo", "password": "kort"}, "Gebruik minstens 12 tekens."),
        ({"email": "bo@redactie.example", "username": "bo", "password": ""}, "EDITOR_PASSWORD is leeg"),
    ],
)
def test_it_refuses_in_dutch(run, options, message):
    run()

    with pytest.raises(CommandError, match=message):
        run(**options)

    assert User.objects.count() == 1


def test_it_asks_until_it_is_right(monkeypatch, capsys):
    answers = iter(["bo", "geen adres", "bo@redactie.example"])
    passwords = iter([make.PASSWORD, "anders", "kort", "kort", make.PASSWORD, make.PASSWORD])
    monkeypatch.setattr("builtins.input", lambda label: next(answers))
    monkeypatch.setattr("editorial.accounts.management.commands.make_editor.getpass", lambda label: next(passwords))

    call_command("make_editor")

    errors = capsys.readouterr().err
    assert "niet gelijk" in errors
    assert "te kort" in errors
    assert User.objects.get().email == "bo@redactie.example"
