"""A page of the site as a page of the copy: links are relative, and what needs the site says so."""

import re
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from .addresses import NOT_HERE, SEARCH, file_of, relative

LINKS = {"href", "src", "action", "xlink:href"}
CONTROLS = {"button", "fieldset", "label", "output", "select", "textarea"}  # with all that is in them
FINDER = "finder-form"  # of which the search of the copy does the work
OF_SITE = ("hx-", "data-suggest")  # attributes by which a script asks the site
ANCHOR = re.compile(r'href="#([^"]*)"')  # what a page links to within itself
SYMBOL = re.compile(r'(<symbol id=")([^"]*)(".*?</symbol>)', re.DOTALL)  # an icon in the file of all icons
SCRIPTS_OF_SITE = ("htmx", "finder", "suggest", "ticks")


class Rewriter(HTMLParser):
    """Rewrites one page; use `rewrite()`. found: the addresses of the site that it needs."""

    def __init__(self, address, file, anchors=frozenset()):
        super().__init__(convert_charrefs=False)
        self.address, self.file, self.anchors = address, file, anchors
        self.parts, self.found, self.icons = [], [], set()
        self.skipped, self.depth = "", 0  # the tag that is left out with all that is in it, and how deep in it
        self.is_list = False  # within a form around cards, of which only the controls go
        self.has_explained = False

    def handle_starttag(self, tag, attrs):
        if self.skipped:
            self.depth += tag == self.skipped
            self._keep_anchor(attrs)
            return
        values = dict(attrs)
        if tag == "form" and not self._is_search(values):
            self._leave_out_form(values)
        elif self.is_list and tag in CONTROLS:
            self.skipped, self.depth = tag, 1
            self._keep_anchor(attrs)
        elif not (self.is_list and tag == "input") and not self._is_left_out(tag, values):
            self.parts.append(self._tag(tag, attrs))

    def handle_startendtag(self, tag, attrs):
        if not self.skipped:
            self.parts.append(self._tag(tag, attrs, " /"))

    def handle_endtag(self, tag):
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
        elif tag == "form" and self.is_list:
            self.is_list = False
        elif not (tag == "script" and self.parts[-1] == ""):
            self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        self._add(data)

    def handle_entityref(self, name):
        self._add(f"&{name};")

    def handle_charref(self, name):
        self._add(f"&#{name};")

    def handle_comment(self, data):
        self._add(f"<!--{data}-->")

    def handle_decl(self, decl):
        self._add(f"<!{decl}>")

    def _add(self, text):
        if not self.skipped:
            self.parts.append(text)

    def _keep_anchor(self, attrs):
        """A link of the page to what is left out still arrives."""
        if (name := dict(attrs).get("id")) in self.anchors and name:
            self.parts.append(f'<span id="{escape(name)}" tabindex="-1"></span>')

    def _is_search(self, values):
        return bool(values.get("action")) and self._file(values["action"]) == SEARCH

    def _leave_out_form(self, values):
        """Leave out a form; of one around cards only its controls, for the list of a visitor is not in the copy."""
        self._keep_anchor(values.items())
        if "ticks" in (values.get("class") or "").split() or values.get("action", "").startswith("/lijst/"):
            self.is_list = True
            return
        self.skipped, self.depth = "form", 1
        if values.get("id") == FINDER:
            self._explain(_("Kiezen en zoeken gaat in deze kopie op een eigen bladzijde."), _("Zoek en kies"), SEARCH)
        elif not self.has_explained:
            self._explain(_("Dit formulier werkt niet in deze kopie."), _("Wat er wel kan"), NOT_HERE)
            self.has_explained = True

    def _explain(self, text, link, file):
        self.parts.append(f'<p class="hint">{text} <a href="{relative(file, self.file)}">{link}</a></p>')

    def _is_left_out(self, tag, values):
        """Whether it only serves a page that can ask the site."""
        source = (values.get("src") or "").rsplit("/", 1)[-1]
        if tag == "script" and source.startswith(SCRIPTS_OF_SITE):
            self.parts.append("")
            return True
        is_alternate = tag == "link" and values.get("rel") in {"alternate", "search", "prev", "next"}
        return is_alternate and not self._file(values.get("href") or "")

    def _tag(self, tag, attrs, end=""):
        attrs = [(name, value) for name, value in attrs if not name.startswith(OF_SITE)]
        changed = [(name, self._value(tag, dict(attrs), name, value)) for name, value in attrs]
        if changed == attrs and "hx-" not in (text := self.get_starttag_text()) and "data-suggest" not in text:
            return text
        words = [name if value is None else f'{name}="{escape(value)}"' for name, value in changed]
        return f"<{' '.join([tag, *words])}{end}>"

    def _value(self, tag, values, name, value):
        if not value or values.get("rel") == "canonical":
            return value
        if name == "srcset":
            sources = [source.split() for source in value.split(",")]
            return ", ".join(" ".join([self._link(source[0]), *source[1:]]) for source in sources)
        if tag == "use" and name == "href" and not value.startswith("#"):
            self.icons.add(value.partition("#")[2])
            return f"#icoon-{value.partition('#')[2]}"
        return self._link(value) if name in LINKS else value

    def _file(self, link):
        return file_of(self._on_site(link) or "//")

    def _on_site(self, link):
        return on_site(link, settings.PORTAL_URL + ("" if link.startswith("/") else self.address))

    def _link(self, link):
        address = self._on_site(link)
        if address is None or link.startswith("#"):
            return link
        file, parts = file_of(address), urlsplit(link)
        if not file:
            return relative(NOT_HERE, self.file)
        if file == SEARCH:
            query = f"?{parts.query}" if parts.query else ""
            return f"{relative(file, self.file)}{query}"
        self.found.append(address)
        return f"{relative(file, self.file)}{parts.fragment and '#'}{parts.fragment}"


@lru_cache(20_000)
def on_site(link, base):
    """The address of a link on this site, without what comes after #; None for another site.

    Args: link; base, the web address of its page, or of the site when the link says all after that.
    """
    target = urlsplit(urljoin(base, link))
    is_own = f"{target.scheme}://{target.netloc}" == settings.PORTAL_URL
    return target._replace(scheme="", netloc="", fragment="").geturl() or "/" if is_own else None


@lru_cache(1)
def _icons():
    """The icons by name, to stand in each page that has them: from disk, a browser takes none from another file."""
    text = Path(finders.find("img/icons.svg")).read_text(encoding="utf-8")
    return {name: f"{start}icoon-{name}{rest}" for start, name, rest in SYMBOL.findall(text)}


def rewrite(html, address, file):
    """A page as it stands in the copy.

    Args: html, of the site; address, where it has the page; file, of the copy.
    Returns: the HTML, and a list of the addresses that the copy must have as well.
    """
    rewriter = Rewriter(address, file, {unescape(name) for name in ANCHOR.findall(html)})
    rewriter.feed(html)
    rewriter.close()
    text = "".join(rewriter.parts)
    if rewriter.icons:
        drawn = "".join(_icons()[name] for name in sorted(rewriter.icons & _icons().keys()))
        text = text.replace("</body>", f"<div hidden><svg>{drawn}</svg></div>\n</body>")
    return text, list(dict.fromkeys(rewriter.found))
