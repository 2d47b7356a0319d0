"""Initiatives that depend on a rule that ended or will end, or on a source that is gone: read for all at once.

There are few. To ask the database for each new card anew, as `for_cards()` does, took a fifth of the time of a search.
"""

from django.db.models import CharField, Value

from core.memo import Memo
from initiatives.models import Initiative
from initiatives.querysets import dead_sources, ended_rules
from themes.models import Framework


class Endings:
    """Names of rules and sources that initiatives depend on, by the attribute of `for_cards()` and by primary key.

    contradicted: the primary keys of those that go on with a rule that ended, or cite a source that is gone.
    """

    def __init__(self, _number, _before):
        self._named = {"ended_rule": {}, "dead_source": {}, "leans_on_ending_rule": {}, "contradicted": {}}
        rules = _rows("ended_rule", ended_rules(), "initiatives", "name")
        ending = _rows("leans_on_ending_rule", Framework.objects.published().ending(), "initiatives", "name")
        sources = _rows("dead_source", dead_sources(), "citations__initiative", "title")
        by_rule = _rows("contradicted", Initiative.objects.with_ended_rule(), "pk", "title")
        by_source = _rows("contradicted", Initiative.objects.with_dead_source(), "pk", "title")
        for _code, attribute, key, name in sorted(rules.union(ending, sources, by_rule, by_source), reverse=True):
            self._named[attribute][key] = name  # the first by its code comes last, and stays
        self.contradicted = list(self._named["contradicted"])

    def annotate(self, initiative):
        """Give an initiative the attributes that `for_cards()` would give it."""
        key = initiative.pk
        initiative.ended_rule = self._named["ended_rule"].get(key, "")
        initiative.dead_source = self._named["dead_source"].get(key, "")
        initiative.leans_on_ending_rule = key in self._named["leans_on_ending_rule"]


def _rows(attribute, records, path, name):
    """Return rows of some records: code, attribute to store the name in, initiative at the end of a path, and name."""
    linked = records.order_by().filter(**{f"{path}__isnull": False})
    return linked.annotate(attribute=Value(attribute, CharField())).values_list("code", "attribute", path, name)


_endings = Memo(Endings, daily=True)


def endings():
    """The `Endings` of the current generation, today."""
    return _endings.get()
