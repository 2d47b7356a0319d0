"""Create an account for an editor."""

import os
from getpass import getpass

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.accounts.roles import EDITORS, ROLES, ensure_groups

VARIABLE = "EDITOR_PASSWORD"


class Command(BaseCommand):
    """`manage.py make_editor [--username NAME] [--email ADDRESS] [--password-from-env [VARIABLE]] [--rol NAME]
    [--beheerder]`"""

    help = "Makes an account that may edit the content. Asks for what is not given."

    def add_arguments(self, parser):
        parser.add_argument("--username", help="the name to log in with")
        parser.add_argument("--email", help="the address of this person; one account per person")
        parser.add_argument(
            "--password-from-env", nargs="?", const=VARIABLE, help=f"read the password from a variable ({VARIABLE})"
        )
        parser.add_argument("--rol", choices=ROLES, default=EDITORS, help=f"the group of this person ({EDITORS})")
        parser.add_argument("--beheerder", action="store_true", help="may also manage the accounts (superuser)")

    def handle(self, **options):
        User = get_user_model()
        username = self._prompt(_("Gebruikersnaam: "), options["username"], validate_username)
        email = self._prompt(_("E-mailadres: "), options["email"], validate_unused_email)
        user = User(username=username, email=User.objects.normalize_email(email), is_staff=True)
        user.set_password(self._password(user, options["password_from_env"]))
        user.is_superuser = options["beheerder"]
        with transaction.atomic():
            user.save()
            user.groups.add(ensure_groups(apps, options["rol"]))
        address = settings.PORTAL_URL + reverse("admin:index")
        text = _("Het account %(name)s is gemaakt. Log in op %(address)s")
        self.stdout.write(text % {"name": username, "address": address})
        self.stdout.write(_("Bij de eerste login stelt u daar de tweede stap in, met een app op uw telefoon."))

    def _prompt(self, label, given, validate, read=None):
        """A valid value: the given one, or what somebody types until it is valid."""
        while True:
            try:
                value = (read or input)(label) if given is None else given
                validate(value)
            except EOFError as error:
                raise CommandError(_("Er is niets ingevuld. Er is geen account gemaakt.")) from error
            except ValidationError as error:
                message = " ".join(error.messages)
                if given is not None:
                    raise CommandError(message) from error
                self.stderr.write(message)
            else:
                return value

    def _password(self, user, variable):
        given = os.environ.get(variable, "") if variable else None
        if variable and not given:
            raise CommandError(_("De variabele %(name)s is leeg. Er is geen account gemaakt.") % {"name": variable})
        return self._prompt("", given, lambda password: validate_password(password, user), read_password)


def read_password(_label):
    """A password that is typed twice, unseen; raises ValidationError when the two differ."""
    password = getpass(_("Wachtwoord: "))
    if getpass(_("Nog een keer: ")) != password:
        raise ValidationError(_("De twee wachtwoorden zijn niet gelijk."))
    return password


def validate_username(username):
    """Refuse a name that cannot be used, or is in use; raises ValidationError."""
    field = get_user_model()._meta.get_field("username")
    field.clean(username, None)
    if get_user_model().objects.filter(username__iexact=username).exists():
        raise ValidationError(_("Deze gebruikersnaam bestaat al."))


def validate_unused_email(email):
    """Refuse an address that is wrong, or has an account: one account for each person; raises ValidationError."""
    validate_email(email)
    if get_user_model().objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Met dit e-mailadres is al een account gemaakt. Elke persoon heeft één account."))
