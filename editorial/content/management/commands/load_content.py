"""Load the content of `fixtures/` into the database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.content.files import ContentError
from editorial.content.kinds import KINDS, REFERENCE
from editorial.content.loader import load

MAX_CODES = 50  # that are listed of one kind of contradiction


class Command(BaseCommand):
    """`manage.py load_content [--check] [--folder DIR]`"""

    help = "Loads the content of fixtures/. Safe to repeat: it never overwrites what an editor changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing, check all, and list what contradicts itself",
        )
        parser.add_argument(
            "--folder", default=settings.BASE_DIR / "fixtures", help="another folder than fixtures/, such as a dump"
        )

    def handle(self, **options):
        try:
            kinds = REFERENCE if settings.BENCHMARK else KINDS
            loader = load(options["folder"], check_only=options["check"], kinds=kinds)
        except ContentError as error:
            raise CommandError(f"Niets geladen. {error}") from error
        outcome = ", ".join(f"{number} {name}" for name, number in sorted(loader.counts.items()))
        self.stdout.write(f"Content: {outcome}.")
        if loader.site == "kept":
            self.stdout.write("  kept as the editors left them: the settings and texts of the site")
        for code, sentence in loader.errors:
            self.stdout.write(f"  to mend: {code}: {sentence}")
        for record in loader.retained:
            self.stdout.write(f"  kept as the editor left it: {record}")
        for subject, sentence in loader.notices:
            self.stdout.write(f"  to look at: {subject}: {sentence}")
        for label, codes in loader.contradictions.items():
            more = ["…"] if len(codes) > MAX_CODES else []
            named = f" ({', '.join([*codes[:MAX_CODES], *more])})" if codes else ""
            self.stdout.write(f"  {len(codes)} × {label}{named}")
