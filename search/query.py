"""Parser for search queries: words, "fixed phrases" and -exclusions, each with its synonyms and other forms."""

import re
from dataclasses import dataclass, field

from .analysis import STOP_WORDS, fold, root, stem, words
from .function_words import ASKING, COMMON, FUNCTION_WORDS, WISHES

TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')
TO_GOVERNMENT = re.compile(
    r"\b(eis\w*|hoop|hopen|nodig|verwacht\w*|vraag|vraagt|vragen|wens\w*|wil|willen)\b"
    r".* (?:aan|richting|van) (?:de |het )?(den haag|kabinet|minister|overheid|regering|rijk|rijksoverheid)\b"
)
ASKED_OF_GOVERNMENT = "knelpunt"  # what is wished for then
NO_CONDITIONS = FUNCTION_WORDS | COMMON
MAX_TERMS = 12
OWN_WEIGHT, SYNONYM_WEIGHT, PARTS_WEIGHT, BROAD_WEIGHT = 1.0, 0.8, 0.5, 0.3


@dataclass(frozen=True)
class Term:
    """One part of a query, which any of its alternatives satisfies.

    text: as typed, in normal form. stems: from each stem that will do to its weight (1 is best).
    phrases: stems that must follow one another, with their weight. parts: lists of sets of stems; one of
    each set must be there. pairs: two sets of stems; one of each must be there, near one another. index_stems: what
    the index is queried with instead of the stems, when that is shorter. longer_names: of the name of a
    municipality, the names of others that have it.
    """

    text: str
    stems: dict[str, float] = field(default_factory=dict)
    phrases: dict[tuple, float] = field(default_factory=dict)
    parts: list = field(default_factory=list)
    pairs: list = field(default_factory=list)
    index_stems: frozenset = frozenset()
    longer_names: tuple = ()

    @property
    def number_of_words(self):
        """Number of words of the query that this term stands for, without those that only join others."""
        return max(map(len, self.parts), default=1)

    def expression(self, engine):
        """This term in the query language of a database."""
        alternatives = [engine.word(stem) for stem in sorted(self.index_stems or self.stems)]
        alternatives += [engine.phrase(phrase) for phrase in sorted(self.phrases)]
        for parts in self.parts:
            alternatives_per_part = [engine.any_of([engine.word(stem) for stem in sorted(part)]) for part in parts]
            alternatives.append(engine.all_of(alternatives_per_part))
        alternatives += [engine.near(sorted(first), sorted(second)) for first, second in self.pairs]
        return engine.any_of(alternatives) if alternatives else None


@dataclass(frozen=True)
class Query:
    """Parsed query: required terms, excluded terms, and the words outside quotes as they were typed, in normal form.

    has_phrase: whether something stood between quotes, so that nothing less will do. wishes: what need not be there,
    but is better.
    """

    terms: list[Term]
    excluded: list[Term]
    plain: list[str]
    has_phrase: bool = False
    wishes: list[Term] = field(default_factory=list)

    def __bool__(self):
        return bool(self.terms or self.excluded)

    @property
    def is_long(self):
        """Whether it has more than two words."""
        return sum(term.number_of_words for term in self.terms) > 2

    @property
    def typed_stems(self):
        """The stems of the words outside quotes, also of those that only say how it is asked."""
        return {stem(word) for word in self.plain if word not in STOP_WORDS}


def parse(text, lexicon):
    """Parse what a visitor typed.

    Args: text, of any length and content; lexicon, the current `Lexicon`.
    Returns: a `Query`, of the first dozen words; an empty one when there are no words in the text.
    """
    terms, excluded, plain = [], [], []
    to_government = TO_GOVERNMENT.search(fold(text))
    if to_government:  # "Den Haag" is not the city then
        text = re.sub(to_government[2], "Rijk", text, flags=re.IGNORECASE)
    for token in TOKEN.finditer(text):
        token_words = words(token["phrase"] if token["plain"] is None else token["plain"])
        if not token_words:
            continue
        if token["minus"]:
            excluded.append(_phrase(token_words) if len(token_words) > 1 else _forms(token_words[0], lexicon))
        elif token["plain"] is None:
            terms.append(_phrase(token_words))
        else:
            plain += token_words
    has_phrase, unfinished = bool(terms), bool(plain) and not text.endswith((" ", '"'))
    verbs = _verb_of_question(plain, lexicon)
    terms += _plain_terms(plain, lexicon, unfinished, verbs)
    wished = [WISHES[word] for word in plain if word in WISHES] + ([ASKED_OF_GOVERNMENT] if to_government else [])
    common = [word for word in plain if word in COMMON]
    wishes = [_forms(word, lexicon) for word in (*wished, *verbs, *common)]
    return Query(terms[:MAX_TERMS], excluded[:MAX_TERMS], list(dict.fromkeys(plain))[:MAX_TERMS], has_phrase, wishes)


def _verb_of_question(plain, lexicon):
    """The verb of a question, which in Dutch follows the question word; a set of one word or none."""
    if len(plain) < 3 or plain[0] not in ASKING or lexicon.other_names_of_forms(plain[1]):
        return set()
    return {plain[1]} - FUNCTION_WORDS if set(plain[2:]) - FUNCTION_WORDS else set()


def _plain_terms(plain, lexicon, unfinished, verbs):
    """Terms of words outside quotes; function words are left out, unless there are no others."""
    significant = [word for word in plain if word not in NO_CONDITIONS and word not in verbs] or plain
    terms, remaining = {}, plain
    while remaining and len(terms) < MAX_TERMS:
        size = max(lexicon.label_length(remaining), lexicon.compound_length(remaining))
        first_words, remaining = remaining[:size], remaining[size:]
        if size > 1:
            term = _label(first_words, lexicon)
        elif first_words[0] in significant:
            term = _word(first_words[0], lexicon, unfinished and not remaining)
        else:
            continue
        terms[term.text] = term
    return list(terms.values())


def _forms(word, lexicon):
    return Term(word, dict.fromkeys(lexicon.variants(word) or {stem(word)}, OWN_WEIGHT))


def _phrase(phrase_words):
    return Term(" ".join(phrase_words), phrases={tuple(stem(word) for word in phrase_words): OWN_WEIGHT})


def _label(label_words, lexicon):
    """A name of several words: these words anywhere or as one, or another name for the same thing."""
    own = tuple(stem(word) for word in label_words)
    stems, phrases = _by_length(lexicon.other_names(label_words))
    stems |= dict.fromkeys(lexicon.variants("".join(label_words)), OWN_WEIGHT)
    separate = [lexicon.variants(word) or {stem(word)} for word in label_words if word not in STOP_WORDS | COMMON]
    return Term(" ".join(label_words), stems, {**phrases, own: OWN_WEIGHT}, [separate] if separate else [])


def _word(word, lexicon, unfinished):
    """A word in all its forms, in compounds, by its parts, by its other names and, at the end, by its beginning."""
    stems, phrases = _by_length(lexicon.other_names_of_forms(word))
    if lexicon.is_place(word):  # Geleen is no form of lenen
        own = {stem(word): SYNONYM_WEIGHT} if word in lexicon.known else {}
        return Term(word, dict.fromkeys(stems, OWN_WEIGHT) | own, dict.fromkeys(phrases, OWN_WEIGHT))
    is_prefix = unfinished and len(word) > 2 and not lexicon.variants(word)
    completions = lexicon.stems_with_prefix(word) if is_prefix else set()
    close = {
        **dict.fromkeys(completions, BROAD_WEIGHT),
        **stems,
        **dict.fromkeys(lexicon.variants(word), OWN_WEIGHT),
    }
    stems = {**dict.fromkeys(lexicon.compounds_with(word), BROAD_WEIGHT), **close}
    index_stems = frozenset(close) | lexicon.index_stems_of_compounds(word)
    pairs = [[lexicon.variants(part) or {stem(part)} for part in pair] for pair in lexicon.split(word)]
    if not (stems or phrases or pairs):
        stems = {stem(word): OWN_WEIGHT, root(word): OWN_WEIGHT}
    return Term(word, stems, phrases, [], pairs, index_stems, tuple(lexicon.longer_names(word)))


def _by_length(names):
    """Other names, as tuples of stems, as two dicts to their weight: single stems, and phrases."""
    stems = {name[0]: SYNONYM_WEIGHT for name in names if len(name) == 1}
    return stems, {name: SYNONYM_WEIGHT for name in names if len(name) > 1}
