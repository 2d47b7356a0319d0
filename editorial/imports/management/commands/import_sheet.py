"""Import initiatives from a CSV, XLSX or ODS file, as the page at the desk does."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from editorial.imports.applying import ImportRefused, apply, save_import
from editorial.imports.mapping import parse_rows
from editorial.imports.reading import read_table
from editorial.imports.rows import SheetError


class Command(BaseCommand):
    """`manage.py import_sheet FILE [--check] [--good-rows]`"""

    help = (
        "Imports initiatives from a sheet as drafts; a change of what is on the site becomes a draft beside it. "
        "Nothing is written when a row is wrong."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--good-rows", action="store_true", help="leave out the rows that are wrong")

    def handle(self, **options):
        try:
            with options["file"].open("rb") as file:
                table = read_table(options["file"].name, file)
            rows = parse_rows(table)
        except (OSError, SheetError) as error:
            raise CommandError(str(error)) from error
        for remark in table.remarks:
            self.stderr.write(remark)
        with transaction.atomic():
            sheet_import = self._import(options, rows)
        self.stdout.write(f"{sheet_import}: {sheet_import.summary}.")

    def _import(self, options, rows):
        sheet_import = save_import(options["file"].name, rows)
        for row in sheet_import.import_rows:
            if row.problems:
                self.stderr.write("\n".join(f"{cell}: {sentence}" for cell, sentence in row.problems))
        if options["check"]:
            transaction.set_rollback(True)
            return sheet_import
        try:
            return apply(sheet_import.pk, good_only=options["good_rows"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error
