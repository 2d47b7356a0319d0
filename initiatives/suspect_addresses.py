"""Addresses of sources that an editor must look at: they seem to lead to something else."""

from collections import defaultdict

from municipalities.models import Municipality
from sources.addresses import names_another_subject, place_stems
from sources.models import Publication

from .models import Citation


def suspect_addresses(publications=None):
    """The publications of which the address names neither their title nor an initiative that cites them.

    Args: publications, to look among; all that are published when left out.
    Returns: a queryset, without those of which an editor confirmed the address.
    """
    if publications is None:
        publications = Publication.objects.published()
    unconfirmed = publications.filter(url_confirmed_on=None).exclude(url="").values_list("pk", "url", "title")
    places = place_stems(_places())
    rows = [row for row in unconfirmed if names_another_subject(row[1], row[2:], places)]
    titles = _titles_of_initiatives([pk for pk, *_row in rows])
    suspects = [pk for pk, url, title in rows if names_another_subject(url, [title, *titles[pk]], places)]
    return publications.filter(pk__in=suspects)


def _titles_of_initiatives(publications):
    titles = defaultdict(list)
    for publication, title in Citation.objects.filter(publication__in=publications).values_list(
        "publication", "initiative__title"
    ):
        titles[publication].append(title)
    return titles


def _places():
    """The names of municipalities and provinces."""
    names = Municipality.objects.values_list("name", "official_name", "province__name")
    return {name for row in names for name in row}
