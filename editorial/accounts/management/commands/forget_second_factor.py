"""Remove the second factor of a user who lost it."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from editorial.accounts import second_factor
from editorial.audit.models import AuditEntry


class Command(BaseCommand):
    """`manage.py forget_second_factor NAME`"""

    help = "Forgets the second factor and recovery codes of an account: the next login asks for a new one."

    def add_arguments(self, parser):
        parser.add_argument("username", help="the name of the account")

    def handle(self, username, **options):
        user = get_user_model().objects.filter(username__iexact=username).first()
        if user is None:
            raise CommandError(_("Er is geen account %(name)s.") % {"name": username})
        second_factor.remove_all(user)
        reference = {"object": str(user), "object_type": "auth.user", "object_key": str(user.pk)}
        AuditEntry(action=_("tweede stap vergeten"), result="ok", actor="forget_second_factor", **reference).save()
        self.stdout.write(_("%(name)s stelt de tweede stap bij de volgende login opnieuw in.") % {"name": user})
