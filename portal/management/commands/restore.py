"""Put a backup back."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.backup.archive import BackupRefused
from portal.backup.restoring import has_same_key, restore

OTHER_KEY = (
    "Let op: SECRET_KEY is een andere dan toen. Codes van apps, wachtende mails en adressen van volgers zijn niet te "
    "lezen; zet de oude SECRET_KEY terug, of laat iedereen de tweede stap opnieuw instellen."
)


class Command(BaseCommand):
    """`manage.py restore FILE [--replace] [--check] [--identity KEYFILE]`"""

    help = "Puts a backup in the place of this installation: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a file of `manage.py backup`")
        parser.add_argument("--replace", action="store_true", help="also when there is something here: it is lost")
        parser.add_argument(
            "--check", action="store_true", help="only look whether the file is whole and of this version"
        )

        parser.add_argument("--identity", metavar="KEYFILE", help="the private key (age) of an encrypted one")

    def handle(self, file, **options):
        key = options["identity"]
        try:
            if not options["check"]:
                restore(file, check_only=True, identity=key)
                call_command("migrate", verbosity=0)
            manifest = restore(file, replaces=options["replace"], check_only=options["check"], identity=key)
        except (BackupRefused, OSError) as error:
            raise CommandError(f"Niets teruggezet. {error}") from error
        if not has_same_key(manifest):
            self.stderr.write(OTHER_KEY)
        done = "De reservekopie is heel" if options["check"] else "Teruggezet"
        rows = sum(manifest["rows"].values())
        self.stdout.write(
            f"{done}: {rows} rijen, {len(manifest['files'])} bestanden, gemaakt op {manifest['made_at']}."
        )
