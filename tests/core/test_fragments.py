"""A fragment fills in what it is given, escaped, and reads nothing in it."""

from django.utils.safestring import SafeString

from core.fragments import Fragment

OPTION = {"attributes": "", "checked": "", "name": "thema", "count": "2"}


def test_values_are_escaped_and_never_read_as_a_template():
    html = Fragment("initiatives/_option.html").render(**OPTION, value="a&b", label="{name} <b> {{ label }} {% now %}")

    assert isinstance(html, SafeString)
    assert 'id="thema-a&amp;b"' in html
    assert "{name} &lt;b&gt; {{ label }} {% now %}" in html


def test_html_stays_html():
    html = Fragment("initiatives/_option.html").render(**OPTION, value="a", label=SafeString("<mark>a</mark>"))

    assert "<mark>a</mark> <small>(2)</small>" in html
