"""Check whether the links to sources still work."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.jobs import AT_ONCE, PAUSE, REST, due_publications
from sources.link_checking import Checker, check_links
from sources.models import LinkCheck


class Command(BaseCommand):
    """`manage.py check_links [--at-once N] [--pause SECONDS] [--rest HOURS]`"""

    help = _(
        "Controleert of de links naar bronnen nog werken. Een link heet kapot als de website op twee verschillende "
        "dagen zegt dat het document er niet is, of een week lang niet antwoordt. Veilig om te onderbreken en te "
        "herhalen: wat kort geleden is gecontroleerd, wordt overgeslagen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--at-once", type=int, default=AT_ONCE, help="how many requests at the same time (4)")
        parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between two requests to one host (1)")
        parser.add_argument("--rest", type=float, default=REST, help="skip what was checked in the last hours (12)")
        parser.add_argument(
            "--allow-local", default="", metavar="HOST:PORT", help="a test server of your own; only with DEBUG=1"
        )

    def handle(self, **options):
        if options["allow_local"] and not settings.DEBUG:
            raise CommandError(_("--allow-local kan alleen met DEBUG=1."))
        if options["at_once"] < 1 or options["pause"] < 0:
            raise CommandError(_("--at-once is minstens 1 en --pause minstens 0."))
        checker = Checker(pause=options["pause"], local=options["allow_local"])
        counts = Counter()
        for publication, result in check_links(due_publications(options["rest"]), checker, options["at_once"]):
            counts[result.state] += 1
            if result.state != LinkCheck.State.WORKING:
                self.stdout.write(f"{publication.code} {result.state.label} {result.detail}".rstrip())
        total = counts.total()
        self.stdout.write(ngettext("%d link gecontroleerd.", "%d links gecontroleerd.", total) % total)
        for state, number in counts.most_common():
            self.stdout.write(f"  {number} {state.label}")
