"""Import initiatives from a CSV or XLSX file, as the page at the desk does."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from editorial.imports.checking import parse
from editorial.imports.models import Outcome
from editorial.imports.reading import read
from editorial.imports.sheets import SheetError
from editorial.imports.writing import Refused, apply, check


class Command(BaseCommand):
    """`manage.py import_sheet FILE [--check] [--good-rows]`"""

    help = (
        "Imports initiatives from a CSV or XLSX file as drafts; a change of what is on the site becomes a concept. "
        "Nothing is written when a row is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--good-rows", action="store_true", help="leave out the rows that are wrong")

    def handle(self, **options):
        try:
            with options["file"].open("rb") as file:
                rows = parse(read(options["file"].name, file))
        except (OSError, SheetError) as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            made = self._import(options, rows)
        self.stdout.write(f"{made}: {made.summary}.")

    def _import(self, options, rows):
        made = check(options["file"].name, rows)
        for row in made.rows:
            if row["outcome"] == Outcome.ERROR:
                self.stderr.write("\n".join(f"{cell}: {sentence}" for cell, sentence in row["problems"]))
        if options["check"]:
            transaction.set_rollback(True)
            return made
        try:
            return apply(made.pk, good_only=options["good_rows"])
        except Refused as error:
            raise CommandError(str(error)) from error
