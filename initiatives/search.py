"""Finding initiatives by words; the text they are found by is kept beside the row."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from themes.thesaurus import expand, key

LONG_TEXT_FIELDS = ["title", "summary", "situation", "approach", "support", "lessons", "conditions", "status_reason"]
WHOLE_WORD = 3
WORD_START = 5


def search_text(initiative):
    """All words by which an initiative is found, in normal form; reads its relations."""
    texts = [getattr(initiative, field) for field in LONG_TEXT_FIELDS]
    texts += [initiative.country, initiative.city, initiative.unnamed_participants, initiative.get_kind_display()]
    texts += [name for partner in initiative.partners.all() for name in (partner.name, partner.role)]
    for municipality in initiative.municipalities.select_related("province"):
        texts += [municipality.name, municipality.official_name, municipality.province.name]
    texts += initiative.municipalities.filter(other_names__isnull=False).values_list("other_names__name", flat=True)
    for theme in initiative.themes.published().select_related("parent"):
        texts += [theme.name, theme.parent.name if theme.parent else ""]
    texts += initiative.target_groups.values_list("name", flat=True)
    texts += initiative.tags.names()
    return f" {' '.join(key(' '.join(map(str, texts))))} "


def matching(query, labels=None):
    """The condition that every term of a query occurs, itself or a synonym; an empty query matches all."""
    return reduce(and_, (_any_of(term) for term in expand(query, labels)), Q())


def _any_of(alternatives):
    own = alternatives[0]
    separate_words = reduce(and_, (_contains((word,)) for word in own))
    return reduce(or_, (_contains(alternative) for alternative in alternatives), separate_words)


def _contains(words):
    """Short words must match whole, middling ones at the start of a word, long ones anywhere (compounds)."""
    phrase = " ".join(words)
    if len(phrase) <= WHOLE_WORD:
        phrase = f" {phrase} "
    elif len(phrase) <= WORD_START:
        phrase = f" {phrase}"
    return Q(search_text__contains=phrase)


def reindex(initiatives):
    """Write the search text of initiatives again; call it in the transaction that changes them."""
    for initiative in initiatives.prefetch_related("partners"):
        initiatives.model.objects.filter(pk=initiative.pk).update(search_text=search_text(initiative))
