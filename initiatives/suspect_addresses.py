"""Addresses of sources that an editor must look at: they seem to lead to something else."""

from collections import defaultdict

from django.db.models import F, Value

from municipalities.models import Municipality
from sources.addresses import names_another_subject, place_stems
from sources.models import Publication


def suspect_addresses(publications=None):
    """The publications of which the address names neither their title nor an initiative that cites them.

    Args: publications, to look among; all that are published when left out.
    Returns: a queryset, without those of which an editor confirmed the address.
    """
    if publications is None:
        publications = Publication.objects.published()
    subjects, places = _subjects_and_places(publications)
    suspects = [pk for (pk, url), texts in subjects.items() if names_another_subject(url, texts, places)]
    return publications.filter(pk__in=suspects)


def _subjects_and_places(publications):
    """Return the titles that belong to each unconfirmed address, and the stems of the names of places.

    In one query, for the first page of the desk asks for it every time.
    """
    unconfirmed = publications.filter(url_confirmed_on=None).exclude(url="").order_by()
    titles = unconfirmed.values_list("pk", "url", "title", F("citations__initiative__title"))
    names = Municipality.objects.order_by().values_list(Value(0), "name", "official_name", F("province__name"))
    subjects, places = defaultdict(set), set()
    for pk, *texts in titles.union(names):
        if pk:
            subjects[pk, texts[0]].update(filter(None, texts[1:]))
        else:
            places.update(texts)
    return subjects, place_stems(places)
