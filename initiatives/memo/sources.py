"""The numbered sources of a note: the texts refer to them, the last part lists them."""

from .blocks import ItemList, Run, runs

DUTCH = "nl"


class Sources:
    """Publications in the order in which a note names them."""

    def __init__(self):
        self._numbers, self._publications = {}, []

    def number(self, publication):
        """The number of a publication, such as "[3]"."""
        if publication.pk not in self._numbers:
            self._publications.append(publication)
            self._numbers[publication.pk] = len(self._publications)
        return f"[{self._numbers[publication.pk]}]"

    def listed(self):
        """The publications as a numbered list: title, publisher, date and address."""
        return ItemList([_entry(publication) for publication in self._publications], is_numbered=True)


def _entry(publication):
    language = publication.language if publication.language != DUTCH else ""
    title = Run(publication.title, is_strong=True, language=language)
    address = publication.public_address
    broken = "" if publication.url and publication.link_state != "werkt-niet" else f" ({publication.link_in_words})"
    return runs(title, f", {publication.publisher}, {publication.date_in_words}, ", Run(address, address), broken, ".")
