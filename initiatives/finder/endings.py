"""Which initiatives lean on a rule that ended or will end, or on a source that is gone: of all of them at once.

There are few. To ask the database for each new card anew, as `for_cards()` does, took a fifth of the time of a search.
"""

from core.memo import Memo
from initiatives.models import Initiative
from initiatives.querysets import dead_sources, ended_rules
from themes.models import Framework


class Endings:
    """The names of ended rules and of dead sources by the primary key of an initiative, and who leans on what ends."""

    def __init__(self, _number, _before):
        self._ended_rules = _first_by_code(ended_rules(), "initiatives", "name")
        self._dead_sources = _first_by_code(dead_sources(), "citations__initiative", "title")
        links = Initiative.frameworks.through.objects.filter(framework__in=Framework.objects.published().ending())
        self._on_ending_rules = set(links.values_list("initiative", flat=True))

    def note_on(self, initiative):
        """Give an initiative the attributes that `for_cards()` would give it."""
        initiative.ended_rule = self._ended_rules.get(initiative.pk, "")
        initiative.dead_source = self._dead_sources.get(initiative.pk, "")
        initiative.leans_on_ending_rule = initiative.pk in self._on_ending_rules


def _first_by_code(records, path, name):
    """A dict from the initiatives at the end of a path to the name of the first of some records."""
    return dict(records.order_by("-code").exclude(**{path: None}).values_list(path, name))


_endings = Memo(Endings, daily=True)


def endings():
    """The `Endings` of the current generation, today."""
    return _endings.get()
