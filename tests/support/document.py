"""A page as a tree of elements, parsed strictly with the standard library, for tests of its structure."""

from functools import cached_property
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BOXES = {"div", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "li", "ol", "p", "section", "table", "td", "th", "tr", "ul"}


class Element:
    """An element with what is in it; `text` is what a visitor reads, `name` what a screen reader says."""

    def __init__(self, tag, attrs=(), parent=None):
        self.tag, self.attrs, self.parent = tag, dict(attrs), parent
        self.children = []

    def __getitem__(self, attribute):
        return self.attrs.get(attribute)

    def __repr__(self):
        return f"<{self.tag}{''.join(f' {key}={value!r}' for key, value in self.attrs.items())}> {self.text[:60]}"

    def walk(self):
        """All elements inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def find(self, *tags, **attrs):
        """The elements inside with one of these tags and all of these attributes."""
        return [
            element
            for element in self.walk()
            if (not tags or element.tag in tags) and all(element[key] == value for key, value in attrs.items())
        ]

    @property
    def ancestors(self):
        """The elements around this one, the nearest first."""
        around = self.parent
        while around:
            yield around
            around = around.parent

    @property
    def text(self):
        """The text inside with single spaces, scripts left out."""
        return " ".join(self._raw(spoken=False).split())

    @property
    def name(self):
        """What a screen reader calls this element: its label, or else the text that is not hidden from it."""
        return self["aria-label"] or " ".join(self._raw(spoken=True).split())

    def _raw(self, spoken):
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in {"script", "style"} and not (spoken and child["aria-hidden"] == "true"):
                inside = child._raw(spoken)
                parts.append(f" {inside} " if child.tag in BOXES else inside)
        return "".join(parts)


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.at = Element("document")
        self.elements, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        if len(dict(attrs)) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag == self.at.tag == "option":  # which has no need of an end tag
            self.at = self.at.parent
        element = Element(tag, attrs, self.at)
        self.at.children.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.at = element

    def handle_endtag(self, tag):
        if tag == "select" and self.at.tag == "option":
            self.at = self.at.parent
        if tag != self.at.tag:
            self.faults.append(f"</{tag}> inside <{self.at.tag}> at line {self.getpos()[0]}")
        while self.at.parent and self.at.tag != tag:
            self.at = self.at.parent
        self.at = self.at.parent or self.at

    def handle_data(self, data):
        self.at.children.append(data)


class Document(Element):
    """A whole page; `faults` says which tags are not closed in order."""

    def __init__(self, html):
        builder = _Builder()
        builder.feed(html)
        builder.close()
        super().__init__("document")
        self.children = builder.root.children
        self.elements, self.faults = builder.elements, builder.faults

    def walk(self):
        """All elements, in the order of the page."""
        return iter(self.elements)

    @cached_property
    def ids(self):
        """All elements with an id."""
        return {element["id"]: element for element in self.walk() if element["id"]}

    @property
    def title(self):
        """What the tab of the browser says."""
        return self.find("title")[0].text

    def meta(self, name):
        """The content of a `<meta>` by its name or property; None when there is none."""
        tags = [tag for tag in self.find("meta") if name in (tag["name"], tag["property"])]
        return tags[0]["content"] if tags else None

    def link(self, rel):
        """The address of a `<link>` in the head; None when there is none."""
        links = self.find("link", rel=rel)
        return links[0]["href"] if links else None
