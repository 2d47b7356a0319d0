"""Load the content of `fixtures/` into the database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.content.files import ContentError
from editorial.content.kinds import KINDS, REFERENCE
from editorial.content.loader import load


class Command(BaseCommand):
    """`manage.py load_content [--check] [--folder DIR]`"""

    help = "Loads the content of fixtures/. Safe to repeat: it never overwrites what an editor changed."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="check everything, write nothing")
        parser.add_argument("--folder", default=settings.BASE_DIR / "fixtures", help="another folder than fixtures/")

    def handle(self, **options):
        try:
            kinds = REFERENCE if settings.BENCHMARK else KINDS
            loader = load(options["folder"], check_only=options["check"], kinds=kinds)
        except ContentError as error:
            raise CommandError(f"Niets geladen. {error}") from error
        outcome = ", ".join(f"{number} {name}" for name, number in sorted(loader.counts.items()))
        self.stdout.write(f"Content: {outcome}.")
        for record in loader.retained:
            self.stdout.write(f"  kept as the editor left it: {record}")
        for code, finding in loader.findings:
            self.stdout.write(f"  to look at: {code}, {finding.field}: {finding.sentence}")
