"""Whatever anyone types after an address, the response is a page, never a failure and never everything.

Each run makes up other addresses; `make drills` makes up ten times as many.
"""

from urllib.parse import quote, quote_from_bytes

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.text import slugify
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from initiatives.finder.catalogue import catalogue
from initiatives.finder.facet_values import LEGENDS
from initiatives.finder.filters import InitiativeFilter
from initiatives.finder.selection import SORTS
from portal.middleware import is_too_long
from tests.support.document import Document
from tests.support.public_urls import public_patterns, record_paths
from tests.support.thoroughness import count_tries, tries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

VISITOR = Client(raise_request_exception=False)
PATTERNS = public_patterns()
NAMES = [*InitiativeFilter.base_filters, "pagina", "zoals", "weergave", "kolommen", "onderdelen", "aan"]
# Pages with parameters of their own; the others meet the same bytes in code that all share.
EXAMPLES = {"initiatives:list": 60, "initiatives:feed": 80}
EXAMPLES |= dict.fromkeys(["initiatives:export", "initiatives:choices", "initiatives:compare"], 20)
EXAMPLES |= dict.fromkeys(["search:results", "search:suggestions", "sources:list", "municipalities:list"], 20)
EXAMPLES |= dict.fromkeys(["themes:bottlenecks", "themes:bottlenecks_export", "themes:frameworks"], 20)
EXAMPLES |= dict.fromkeys(["initiatives:opportunities", "submissions:new"], 20)
KNOWN = ["opvang", "lopend", "project", "limburg", "2024", "nederland", *SORTS, "1", "2"]
KNOWN += ["provincie", "totaal", "-totaal", "tot-20000", "rijk", "jaren"]
NASTY = [
    *["", " ", "0", "-1", "1e9", "99999999999999999999", "1.0", "٣", "²", "NaN", "None", "true", "last", "'", '"'],
    *["' OR 1=1 --", "%", "_", "\\", "<script>alert(1)</script>", "{{ 7*7 }}", "{% url %}", "../../etc/passwd"],
    *["\x00", "a\x00b", "\r\nSet-Cookie: a=b", "\u202e", "\ufeff", "\ufffd", "e\u0301", "\u00b4", "\U0001d556"],
    *["İ" * 300, "ß", "🤝🏽", "ﬃ", "\U0010ffff", "((((", "*:*", "a|b&c", "-", "'’‘`", "werk " * 2000, "a" * 10_000],
]
TWISTS = [b"%ff", b"%ed%a0%80", b"%c3%28", b"%00", b"%", b"%zz", b"%u0041", b"\xff\xfe", b"+", b"=", b"&", b";", b"[]="]

values = st.one_of(st.sampled_from(NASTY), st.sampled_from(KNOWN), st.text(max_size=40), st.integers().map(str))
keys = st.one_of(st.sampled_from([*NAMES, "q[]", "thema[0][a]", "", "Q", "q\x00"]), st.text(max_size=12))
pairs = st.tuples(keys, values).map(lambda pair: b"=".join(quote(part, safe="").encode() for part in pair))
escaped = st.binary(max_size=12).map(lambda data: quote_from_bytes(data).encode())
twists = st.one_of(st.sampled_from(TWISTS), st.binary(max_size=12), escaped)
twisted = st.tuples(st.sampled_from(NAMES), twists).map(lambda pair: pair[0].encode() + b"=" + pair[1])
queries = st.lists(st.one_of(pairs, pairs, twisted), max_size=6).map(b"&".join)
FLOOD = b"&".join(b"thema=opvang" for _ in range(1900))
NO_WORD, NOT_THIS = b"q=%c3%28&weergave=tabel", b"q=-opvang"
TOO_MANY = b"&".join(b"q=%d" % number for number in range(5000))


def request(path, query, **headers):
    """The response to a query string of any bytes."""
    count_tries()
    return VISITOR.get(path, QUERY_STRING=query.decode("latin-1"), headers=headers)


def is_refused(query):
    """Whether a query string is more than we read."""
    return is_too_long(RequestFactory().get("/", QUERY_STRING=query.decode("latin-1")))


def examples(times):
    """So many examples; the client and the database are the same for all of them."""
    unimportant = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=tries(times, 10 * times), suppress_health_check=unimportant)


def path_of(name):
    """An address of a pattern; the first record for a detail page."""
    return record_paths(limit=1)[name][0] if PATTERNS[name] else reverse(name)


@pytest.mark.parametrize("name", PATTERNS)
def test_any_query_string_gets_a_response(name):
    path = path_of(name)

    @examples(EXAMPLES.get(name, 6))
    @given(query=queries)
    @example(query=FLOOD)
    @example(query=TOO_MANY)
    @example(query=NO_WORD)
    @example(query=NOT_THIS)
    def responds(query):
        assert request(path, query).status_code in ({414} if is_refused(query) else {200, 400, 404})

    responds()


@examples(30)
@given(query=queries)
@example(query=FLOOD)
@example(query=TOO_MANY)
def test_any_query_string_gets_an_update(query):
    response = request("/initiatieven/", query, hx_request="true")

    assert response.status_code in ({414} if is_refused(query) else {200, 400, 404})
    assert response.status_code != 200 or "<html" not in response.text


@pytest.mark.parametrize("name", [name for name, arguments in PATTERNS.items() if arguments])
def test_any_path_gets_a_response(name):
    folder = path_of(name).rstrip("/").rsplit("/", 1)[0]
    slugs = st.one_of(st.from_regex(r"[-\w]{1,90}", fullmatch=True), values, st.binary(max_size=20))

    @examples(30)
    @given(slug=slugs, end=st.sampled_from(["/", "", "//", "/x/"]))
    @example(slug=b"\xff\xfe", end="/")
    @example(slug="\x00", end="/")
    def responds(slug, end):
        path = quote_from_bytes(slug) if isinstance(slug, bytes) else quote(slug)
        may_lead_on = set() if path else {302, 303}  # the folder itself
        assert request(f"{folder}/{path}{end}", b"").status_code in {200, 301, 404} | may_lead_on

    responds()


def cards(response):
    """The initiatives that a response shows."""
    return Document(response.text).find("article")


@pytest.mark.parametrize("facet", LEGENDS)
def test_a_wrong_choice_gives_nothing(facet):
    choices = set(catalogue().choices(facet))

    @examples(5)
    @given(wrong=values.filter(lambda value: slugify(value) not in choices))
    def shows_nothing(wrong):
        query = f"{facet}={quote(wrong, safe='')}".encode()
        page, feed = request("/initiatieven/", query), request("/initiatieven/feed/", query)

        assert (page.status_code, feed.status_code) == ((414, 414) if is_refused(query) else (200, 400))
        assert cards(page) == []
        assert "is te lang" in page.text or "Wij begrijpen een deel van uw keuze niet" in page.text

    shows_nothing()


@pytest.mark.parametrize("query", ["sorteer=x", "knelpunt=bestaat-niet", "kader=bestaat-niet", "q=" + "a" * 201])
def test_another_wrong_parameter_gives_nothing(query):
    assert cards(request("/initiatieven/", query.encode())) == []
    assert request("/initiatieven/feed/", query.encode()).status_code == 400


@pytest.mark.parametrize("empty", ["thema=", "thema=&thema=opvang", "thema=opvang&thema=bestaat-niet"])
def test_one_wrong_choice_among_good_ones_gives_nothing(empty):
    assert cards(request("/initiatieven/", empty.encode())) == []


@pytest.mark.parametrize("number", ["0", "-1", "1000000", "99999999999999999999", "1.5", "een", "last", "%00", "٣"])
def test_a_page_that_does_not_exist_is_not_found(number):
    assert request("/initiatieven/", f"pagina={quote(number, safe='%')}".encode()).status_code == 404
