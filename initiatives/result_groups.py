"""Results under the headings that visitors read: what changed apart from what was put in, and from reactions."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .choices import ResultKind


@dataclass(frozen=True)
class ResultGroup:
    """A heading with the kinds of results under it; id is its place on the page of an initiative."""

    id: str
    heading: str
    kinds: tuple

    def of(self, results):
        """The results that belong here."""
        return [result for result in results if result.kind in self.kinds]


RESULT_GROUPS = [
    ResultGroup("opbrengst", _("Wat het opleverde"), (ResultKind.OUTCOME,)),
    ResultGroup("omvang", _("Omvang"), (ResultKind.INPUT, ResultKind.REACH)),
    ResultGroup("reacties", _("Reacties"), (ResultKind.REACTION,)),
    ResultGroup("andere-cijfers", _("Andere cijfers"), ("",)),
]


def grouped(results):
    """Pairs of a group and its results, without the empty groups."""
    results = list(results)
    return [(group, rows) for group in RESULT_GROUPS if (rows := group.of(results))]
