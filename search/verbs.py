"""Dutch verbs: of vangt, woont and steunde no stemmer finds that they are forms of vangen, wonen and steunen."""

import re
from functools import lru_cache

from .analysis import MAX_CACHED_WORDS

ENDINGS = ("t", "te", "de")
LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiouy]$)")
SHORT_VOWEL = re.compile(r"(?<![aeiouy])[aeiou][^aeiouyhwx]$")
UNSTRESSED = ("el", "en", "er")
VOICED = {"s": "z", "f": "v"}
NO_VERBS = frozenset(["buurt", "kast", "kost", "rust", "voort"])  # though there are buren, kassen and russen


@lru_cache(MAX_CACHED_WORDS)
def infinitives(word):
    """Possible infinitives of a folded word, if it is a verb: a list, of which most are no words."""
    if word in NO_VERBS:
        return []
    stems = [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)]
    return [infinitive for stem in stems if len(stem) > 2 and stem[-1] not in "aeiouy" for infinitive in _of_stem(stem)]


def _of_stem(stem):
    is_short = SHORT_VOWEL.search(stem)
    open_stem = LONG_VOWEL.sub(r"\1", stem)
    candidates = [f"{stem}{stem[-1]}en"] if is_short else [f"{open_stem}en"]
    if is_short and stem.endswith(UNSTRESSED):
        candidates.append(f"{stem}en")
    if not is_short and stem[-1] in VOICED:
        candidates.append(f"{open_stem[:-1]}{VOICED[stem[-1]]}en")
    return candidates
