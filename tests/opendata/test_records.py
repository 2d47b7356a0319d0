"""The records of the open data: every published one, with what its page shows, and few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opendata.schemas import KINDS

pytestmark = pytest.mark.django_db
MAX_QUERIES = 6  # for a page of 100, those for what is in memory left out


@pytest.mark.parametrize("name", KINDS)
def test_every_published_record_can_be_read(content, name):
    kind = KINDS[name]
    keys = kind.keys()

    records = kind.read(keys)

    assert keys
    assert [record.code for record in records] == list(
        kind.published().order_by(*kind.order).values_list(kind.key, flat=True)
    )
    assert kind.read([]) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_page_takes_few_queries_however_long(content, name):
    kind = KINDS[name]
    keys = kind.keys()[:100]
    kind.read(keys)  # fills what is in memory: the catalogue and the gazetteer

    counts = []
    for some in (keys[:2], keys):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            kind.read(some)
        counts.append(len(queries))

    assert counts[0] <= counts[1] <= MAX_QUERIES
