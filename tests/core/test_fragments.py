"""A fragment fills in what it is given, escaped, and reads nothing in it."""

from django.utils.safestring import SafeString

from core.fragments import Fragment

CARD = Fragment("initiatives/_card.html")


def test_values_are_escaped_and_never_read_as_a_template():
    html = CARD.render(url="a&b", title="{name} <b> {{ label }} {% now %} \x01")

    assert isinstance(html, SafeString)
    assert 'href="a&amp;b"' in html
    assert ">{name} &lt;b&gt; {{ label }} {% now %} \x01</a>" in html


def test_html_stays_html():
    assert "<mark>a</mark></a>" in CARD.render(title=SafeString("<mark>a</mark>"))
