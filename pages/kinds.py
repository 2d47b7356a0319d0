"""Fixed texts of the site: their addresses, the blocks that an editor may place in each, and its maximum length."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .markers import picture_key

PAGE_LENGTH = 20_000  # characters; a page of that length stays within its budget


@dataclass(frozen=True)
class PageKind:
    """A fixed text.

    url_name: of its page; that of home when it is a part of other pages. required, optional: the names of the blocks
    that it must and may have; anchors: what other sites link to within it, and required_anchors: what our pages do.
    """

    label: str | Promise
    url_name: str = "home"
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    required_anchors: tuple[str, ...] = ()
    max_length: int = PAGE_LENGTH
    has_title: bool = True
    is_line: bool = False  # one paragraph
    mail_subject: str | Promise = ""

    @property
    def is_page(self):
        """Whether it is a page of its own, with headings and a description."""
        return self.url_name != "home"

    @property
    def blocks(self):
        """The names of all blocks that an editor may place."""
        return [*self.required, *self.optional]

    def knows(self, name):
        """Whether an editor may place a block of this name; a picture only on a page of its own."""
        return name in self.blocks or (self.is_page and picture_key(name) is not None)


# In the order of the desk; the key is the name of the file in `texts/` as well.
KINDS = {
    "over": PageKind(
        _("Over de inspiratiemarkt"),
        "about",
        required=("verzameling", "eigenaar", "mailadres", "bronnen", "nagekeken", "links", "lijken", "onderbouwing"),
        optional=("aanleiding", "markt"),
        anchors=("makers", "controle", "peildatum", "soorten"),
        required_anchors=("controle",),
    ),
    "privacy": PageKind(
        _("Privacy en cookies"),
        "privacy",
        required=("mailadres", "cookies", "wissen", "antwoorden", "logboek"),
        anchors=("verantwoordelijk", "cookies", "gegevens", "rechten"),
    ),
    "toegankelijkheid": PageKind(
        _("Toegankelijkheid"),
        "accessibility",
        required=("verklaring", "mailadres"),
        optional=("webadres",),
        anchors=("status", "bereik", "beperkingen", "melden", "klacht"),
        mail_subject=_("Toegankelijkheid"),
    ),
    "open-data": PageKind(
        _("Open data"),
        "open_data",
        required=("keuzes", "initiatieven", "knelpunten"),
        optional=("webadres", "mailadres", "bestanden"),
        anchors=("licentie", "kenmerken", "feed", "api", "csv", "kopie"),
    ),
    "home": PageKind(_("Voorpagina: titel en inleiding"), required=("verzameling",), max_length=600, is_line=True),
    "voet": PageKind(_("Voet: onder de naam"), max_length=200, has_title=False, is_line=True),
    "contact": PageKind(_("Voet: hulp en contact"), required=("mailadres",), max_length=400),
    "voorwaarden": PageKind(
        _("Voet: onderste regel"), required=("herkomst",), max_length=300, has_title=False, is_line=True
    ),
}
