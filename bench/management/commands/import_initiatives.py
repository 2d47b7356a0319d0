"""Import generated initiatives into an installation that is marked as a benchmark."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from bench.importing.importer import NotABenchmark, ensure_marked, import_lines, last_id
from bench.importing.lines import BrokenLine, Lines

BAR_WIDTH = 30


class Command(BaseCommand):
    """`manage.py import_initiatives FILE.jsonl`"""

    help = _("Leest proefgegevens in (JSON Lines van ../shared/bench/gen.py). Opnieuw uitvoeren gaat verder.")

    def add_arguments(self, parser):
        parser.add_argument("file", help="the file that gen.py wrote")

    def handle(self, **options):
        try:
            ensure_marked()
            lines = Lines(options["file"], after=last_id())
            result = import_lines(lines, progress=lambda count: self._show(lines.share, count))
        except (NotABenchmark, BrokenLine) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_("Dit bestand is niet te lezen: %s") % options["file"]) from error
        finally:
            self._write("\n")
        self.stdout.write(json.dumps({"what": "portal import", "db": connection.vendor, **result}))

    def _show(self, share, count):
        filled = round(share * BAR_WIDTH)
        self._write(f"\r[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {share:4.0%} {count}")

    def _write(self, text):
        if self.stderr.isatty():
            self.stderr.write(text, ending="")
            self.stderr.flush()
