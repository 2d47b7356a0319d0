"""The links from one page of a list to the others."""

from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory

from tests.support.document import Document

PAGES, PAGE_SIZE = 20, 10


def pagination(number):
    request = RequestFactory().get(f"/?thema=opvang&pagina={number}")
    page = Paginator(range(PAGES * PAGE_SIZE), PAGE_SIZE).page(number)
    return Document(Template("{% pagination page %}").render(RequestContext(request, {"page": page})))


def numbers(number):
    return [item.text.removeprefix("Pagina ") for item in pagination(number).find("ul")[0].find("li")]


def test_the_pages_around_the_current_one_are_shown():
    assert numbers(1) == ["1", "2", "3", "…", "20"]
    assert numbers(10) == ["1", "…", "8", "9", "10", "11", "12", "…", "20"]


def test_links_keep_what_was_chosen():
    first, *_others, last = pagination(2).find("a")

    assert first["href"] == "?thema=opvang"
    assert last["href"] == "?thema=opvang&pagina=3"
    assert not pagination(1).find("a", rel="prev")
    assert not pagination(PAGES).find("a", rel="next")


def test_one_page_has_no_links():
    request = RequestFactory().get("/")
    context = RequestContext(request, {"page": Paginator([1], PAGE_SIZE).page(1)})

    assert Template("{% pagination page %}").render(context).strip() == ""
