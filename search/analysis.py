"""Normalisation of Dutch words for comparison: the same normal form for the index and for queries."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
GENITIVE = re.compile(r"(?<=\w)['’]s\b")
UNPRONOUNCED = str.maketrans("", "", "'’‘\u0060\u00b4\u00ad")
KRAAIJ_POHLMANN = snowballstemmer.stemmer("dutch")
PORTER = snowballstemmer.stemmer("dutch_porter")
COMPOUND_PART = "·"  # before a stem in the index: the text has it as a part of a compound
NEXT_NAME = "··"  # in the index between the names of one record
SCALE = re.compile(r"(?<=\w{4})schalige?$")  # kleinschalig is klein
OPEN_PLURAL = re.compile(r"(?<=\w{3}[aiouy])s$")  # diploma's, written without the apostrophe
IRREGULAR = {"kinderen": "kind", "steden": "stad", "leden": "lid", "centra": "centrum", "schepen": "schip"}
PEOPLES = {  # a country, its people and what is theirs: in a text about migration one stands for the other
    form: country
    for country, forms in {
        "afghanistan": "afghaan afghanen afghaans afghaanse",
        "bulgarije": "bulgaar bulgaren bulgaars bulgaarse",
        "eritrea": "eritreeer eritreeers eritrees eritrese",
        "oekraine": "oekrainer oekrainers oekraiens oekraiense",
        "polen": "pool pools poolse",
        "roemenie": "roemeen roemenen roemeens roemeense",
        "syrie": "syrier syriers syrisch syrische",
        "turkije": "turk turken turks turkse",
    }.items()
    for form in forms.split()
}
FOREIGN = re.compile(r"([bcdfghjkmnpqrstvwxz])\1$")  # no Dutch word ends so: miss is no form of mis
LOAN_VERB = re.compile(r"(?<=\w{3})eren$")  # informeren, of which the stem is that of informatie
# Kraaij-Pohlmann takes this ge for that of a participle, and makes gezin into zin.
OWN_GE = re.compile(
    r"(?<=be)ge(?=leid)|ge(?=bied|bouw(?!d)|brek|bruik|drag(?!en)|hee?l|lijk|luid|meen|middeld|schik|sprek|val|voel(?!d)"
    r"|volg(?!d)|weld|woon(?!d)|wone|zag|zicht|zin|zond)"
)
OWN_STEMS = {  # of words that look like a form of another one
    "aanwezig": "aanwezig",
    "bekend": "bekend",
    "bekende": "bekend",
    "eersel": "eersel",
    "illegalen": "illegalen",  # people: no form of illegaal, which is said of buildings too
    "lastig": "lastig",
    "lastige": "lastig",
    "maatje": "maatje",  # somebody who helps: no small measure
    "maatjes": "maatje",
    "leeg": "leeg",
    "lege": "leeg",
    "leges": "leges",
    "nederlands": "nederlands",  # the language: no form of the country, which every text may name
    "nederlandse": "nederlandse",
    "nodig": "nodig",
    "ouders": "ouders",
    "reden": "reden",
    "register": "register",
    "registers": "register",
    "vorig": "vorig",
    "vorige": "vorig",
    "weekend": "weekend",
    "wens": "wens",
}
MAX_CACHED_WORDS = 20_000
STOP_WORDS = frozenset(
    """
    aan af al alle alleen als altijd ander andere anders beter bij binnen blijft blijven dan dat de deze die dit doe
    doen doet door dus een elk elke en er erbij etc gaan geen goed goede graag haar had heb hebben heeft heel help
    helpen helpt het hij hoe hoeveel hun ieder iedere iemand iets ik in is ja je jij jou jouw jullie kan komen komt kon
    kunnen kunt krijg krijgen krijgt lang langer maar maak maken me meer met mij mijn moet moeten mag mogelijk mogen na
    naar nee niet niets nieuw nieuwe nog nu of om omdat onder ons onze ook op over per snel sneller steeds te tegen ten
    ter tot toch toen tussen u uit uw vaak van vanaf veel via vinden vindt voor waar waarom waren was wat we weer wel
    welk welke werd wie wij wil willen wilt word worden wordt zal ze zelf zich zij zijn zo zonder zou zouden
    """.split()  # noqa: SIM905 - a list would take a hundred lines
)


def fold(text):
    """The normal form of a text: lower case, no accents or apostrophes (nor the s of "azc's"), one space between."""
    return " ".join(words(text))


def words(text):
    """The words of a text in normal form, in their order."""
    if text.isascii() and "'" not in text and "`" not in text:
        return WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", GENITIVE.sub("", text).translate(UNPRONOUNCED).lower())
    return WORD.findall("".join(letter for letter in decomposed if not unicodedata.combining(letter)))


@lru_cache(MAX_CACHED_WORDS)
def stem(word):
    """Return the stem of a folded word (Kraaij-Pohlmann, without a last e), as the index holds it."""
    return _own(word) or _of_no_function_word(word, _kraaij_pohlmann)


@lru_cache(MAX_CACHED_WORDS)
def root(word):
    """A second opinion (Porter, and what it misses): words with one root are forms of one word too, as zwemlessen."""
    return _own(word) or _of_no_function_word(word, _porter)


def _own(word):
    return word if FOREIGN.search(word) else OWN_STEMS.get(word)


def _of_no_function_word(word, stemmer):
    """Stem a word, unless that gives a function word: Ommen is no form of om, nor Haren of haar."""
    stemmed = stemmer(word)
    return word if stemmed in _function_stems(stemmer) and word not in STOP_WORDS else stemmed


@cache
def _function_stems(stemmer):
    return frozenset(map(stemmer, STOP_WORDS))


def _kraaij_pohlmann(word):
    stemmed = KRAAIJ_POHLMANN.stemWord(OWN_GE.sub("gq", word)).replace("gq", "ge")
    return stemmed.removesuffix("e") or word


def _porter(word):
    word = PEOPLES.get(word, word)
    for plural, singular in IRREGULAR.items():
        if word.endswith(plural):
            return PORTER.stemWord(word.removesuffix(plural) + singular)
    word = SCALE.sub("", word)
    if LOAN_VERB.search(word):
        return LOAN_VERB.sub("eer", word)
    return PORTER.stemWord(OPEN_PLURAL.sub("", word)).removesuffix("e") or word


def stem_key(text):
    """Key that is equal for two spellings of the same term: a tuple of stems."""
    return tuple(stem(word) for word in words(text))
