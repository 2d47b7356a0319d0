"""Ten thousand followers of two thousand selections in one run: in minutes, and with flat memory."""

import pytest

from tests.support.thoroughness import count_tries

pytestmark = [pytest.mark.drill, pytest.mark.own_database]
FOLLOWERS, SELECTIONS, CHANGES = 10_000, 2_000, 60
MAX_SECONDS, MAX_GROWTH = 300, 60  # megabytes
PREPARE = f"""
from itertools import islice, product
from django.utils import timezone
from core.encryption import encrypt
from editorial.revisions.history.models import PublicChange
from editorial.revisions.models import save_draft
from editorial.revisions import snapshot
from editorial.outbox.models import Mail
from editorial.subscriptions.models import Follower, Subscription
from editorial.subscriptions.selections import read
from initiatives.finder.catalogue import catalogue
from initiatives.models import Initiative
from django.http import QueryDict
from tests.support import make

choices = catalogue().choices
facets = [[*choices("thema")], ["", *choices("status")], ["", *choices("provincie")], ["", "taal", "woning"]]
names = ("thema", "status", "provincie", "q")
queries = ("&".join(f"{{n}}={{v}}" for n, v in zip(names, values) if v) for values in product(*facets))
selections = [read(QueryDict(query)) for query in islice(queries, 0, {SELECTIONS})]
assert len(set(selections)) == {SELECTIONS}
people = [
    Follower(address=encrypt(f"a{{n}}@zwolle.example"), address_hash=str(n), mailbox_hash=str(n))
    for n in range({FOLLOWERS})
]
people = Follower.objects.bulk_create(people, batch_size=500)
last = PublicChange.objects.values_list("pk", flat=True).first()
common = {{"confirmed_at": timezone.now(), "due_on": timezone.localdate(), "seen": last}}
Subscription.objects.bulk_create([
    Subscription(follower=person, selection=selections[n % {SELECTIONS}], token_hash=str(n), **common)
    for n, person in enumerate(people)
], batch_size=500)
chief = make.editor(superuser=True)
for record in Initiative.objects.published().order_by("pk")[:{CHANGES}]:
    content = snapshot.take(record) | {{"lead_time": "Een jaar", "lessons": "Anders. " * 100}}
    save_draft(record, content, chief).publish(chief)
print(Subscription.objects.count())
"""
RUN = """
import resource, time
from editorial.outbox import sending
sending.send_soon = lambda: None
from editorial.outbox.models import Mail
from editorial.subscriptions.models import Subscription
from editorial.subscriptions.digests import DigestRun
from initiatives.finder.catalogue import catalogue
from editorial.subscriptions.matching import ChangedCatalogue
from search.widening import search_for
from search.documents import DocumentKind
catalogue(); search_for("taal", DocumentKind.INITIATIVE)
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = peak(), time.monotonic()
run = DigestRun().run()
print(run.looked_at, run.sent, round(time.monotonic() - start, 1), round(before), round(peak() - before, 1))
"""


def test_ten_thousand_followers_of_two_thousand_selections(market):
    assert market.python(PREPARE) == str(FOLLOWERS)
    looked_at, sent, seconds, before, growth = map(float, market.python(RUN).split())
    again = market.python(RUN).split()

    count_tries()
    print(f"{looked_at:.0f} subscriptions, {sent:.0f} mails, {seconds} s, {before:.0f} MB before, {growth} MB more")
    assert looked_at == FOLLOWERS
    assert 0 < sent <= FOLLOWERS
    assert seconds < MAX_SECONDS
    assert growth < MAX_GROWTH
    assert again[:2] == ["0", "0"]
