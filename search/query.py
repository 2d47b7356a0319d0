"""What a visitor asks: words, "fixed phrases" and -exclusions, each with the other ways to say it."""

import re
from dataclasses import dataclass, field

from .analysis import STOP_WORDS, root, stem, words

TOKEN = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')
MOST_TERMS = 12
OWN, SYNONYM, PARTS, WIDE = 1.0, 0.8, 0.5, 0.4


@dataclass(frozen=True)
class Term:
    """One thing asked for, which any of its alternatives satisfies.

    text: as asked, in normal form. stems: from each stem that will do to how well it does (1 is best).
    phrases: stems that must follow one another, with how well that does. parts: lists of sets of stems; one of
    each set must be there. asked: how to ask the index for the stems, when that is not one by one.
    """

    text: str
    stems: dict[str, float] = field(default_factory=dict)
    phrases: dict[tuple, float] = field(default_factory=dict)
    parts: list = field(default_factory=list)
    asked: frozenset = frozenset()

    def expression(self, engine):
        """This term in the language of a database."""
        ways = [engine.word(one) for one in sorted(self.asked or self.stems)]
        ways += [engine.phrase(some) for some in sorted(self.phrases)]
        for together in self.parts:
            ways.append(engine.both([engine.either([engine.word(one) for one in sorted(part)]) for part in together]))
        return engine.either(ways) if ways else None


@dataclass(frozen=True)
class Query:
    """What must be there, what must not, and the words outside quotes as they were typed, in normal form."""

    terms: list[Term]
    excluded: list[Term]
    plain: list[str]

    def __bool__(self):
        return bool(self.terms or self.excluded)


def parse(text, lexicon):
    """Read what a visitor typed.

    Args: text, of any length and content; lexicon, the `Lexicon` of now.
    Returns: a `Query`, of the first dozen words; an empty one when there are no words in the text.
    """
    terms, excluded, plain = [], [], []
    for token in TOKEN.finditer(text):
        found = words(token["phrase"] if token["plain"] is None else token["plain"])
        if not found:
            continue
        if token["minus"]:
            excluded.append(_phrase(found) if len(found) > 1 else _forms(found[0], lexicon))
        elif token["plain"] is None:
            terms.append(_phrase(found))
        else:
            plain += found
    unfinished = bool(plain) and not text.endswith((" ", '"'))
    terms += _plain_terms(plain, lexicon, unfinished)
    return Query(terms[:MOST_TERMS], excluded[:MOST_TERMS], list(dict.fromkeys(plain))[:MOST_TERMS])


def _plain_terms(plain, lexicon, unfinished):
    """Terms of words outside quotes; words that tell nothing are left out, unless there are no others."""
    telling = [word for word in plain if word not in STOP_WORDS] or plain
    found, rest = [], plain
    while rest:
        size = max(lexicon.label_at([stem(word) for word in rest]), lexicon.joined(rest))
        some, rest = rest[:size], rest[size:]
        if size > 1:
            found.append(_label(some, lexicon))
        elif some[0] in telling:
            found.append(_word(some[0], lexicon, unfinished and not rest))
    return list({term.text: term for term in found}.values())


def _forms(word, lexicon):
    return Term(word, dict.fromkeys(lexicon.variants(word) or {stem(word)}, OWN))


def _phrase(some):
    return Term(" ".join(some), phrases={tuple(stem(word) for word in some): OWN})


def _label(some, lexicon):
    """A name of several words: these words anywhere or as one, or another name for the same thing."""
    own = tuple(stem(word) for word in some)
    stems, phrases = _synonyms(own, lexicon)
    stems |= dict.fromkeys(lexicon.variants("".join(some)), OWN)
    separate = [lexicon.variants(word) or {stem(word)} for word in some if word not in STOP_WORDS]
    return Term(" ".join(some), stems, {**phrases, own: OWN}, [separate] if separate else [])


def _word(word, lexicon, unfinished):
    """A word in all its forms, in compounds, by its parts, by its other names and, at the end, by its beginning."""
    stems, phrases = _synonyms((stem(word),), lexicon)
    begun = lexicon.starting_with(word) if unfinished and len(word) > 2 and not lexicon.variants(word) else set()
    near = {**dict.fromkeys(begun, WIDE), **stems, **dict.fromkeys(lexicon.variants(word), OWN)}
    stems = {**dict.fromkeys(lexicon.containing(word), WIDE), **near}
    asked = frozenset(near) | lexicon.asked_inside(word)
    parts = [[lexicon.variants(part) or {stem(part)} for part in pair] for pair in lexicon.split(word)]
    if not (stems or phrases or parts):
        stems = {stem(word): OWN, root(word): OWN}
    return Term(word, stems, phrases, parts, asked)


def _synonyms(own, lexicon):
    """The other names of a name: as stems, and as phrases."""
    names = lexicon.synonyms.get(own, set())
    stems = {name[0]: SYNONYM for name in names if len(name) == 1}
    return stems, {name: SYNONYM for name in names if len(name) > 1}
