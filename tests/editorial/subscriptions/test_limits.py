"""How often somebody can ask to follow something: a second click asks once, and nobody fills a mailbox."""

from datetime import timedelta

import pytest

from core.signed_links import follower_token
from editorial.subscriptions.models import Follower, FollowerQuerySet, Subscription, SubscriptionQuerySet
from tests.support.following import follow, form_data, mailed_path
from tests.support.mails import deliver

pytestmark = pytest.mark.django_db
FORM = "/volgen/"


def test_nobody_fills_the_mailbox_of_another(client):
    for number in range(3):
        client.post(FORM, form_data(email=f"volger+{number}@zwolle.example"), REMOTE_ADDR=f"10.{number}.0.1")

    assert client.post(FORM, form_data(), REMOTE_ADDR="10.9.0.1").status_code == 429
    assert Subscription.objects.count() == 3


def test_a_second_click_asks_once(client, monkeypatch):
    data, same_form = form_data(), SubscriptionQuerySet.same_form
    client.post(FORM, data), client.post(FORM, data)
    blind = iter([True])  # the other request had not committed yet when this one looked
    monkeypatch.setattr(
        SubscriptionQuerySet,
        "same_form",
        lambda *args: same_form(*args).none() if next(blind, False) else same_form(*args),
    )

    assert client.post(FORM, data).status_code == 302
    assert Subscription.objects.count() == len(deliver()) == 1
    client.post(FORM, form_data(frequency="week"))
    assert Subscription.objects.count() == 2


def test_a_follower_who_is_made_by_two_requests_at_once_is_one(client, monkeypatch):
    follow("q=taal")
    get, blind = FollowerQuerySet.get, iter([True])

    def get_too_early(self, *args, **kwargs):
        if next(blind, False):
            raise Follower.DoesNotExist
        return get(self, *args, **kwargs)

    monkeypatch.setattr(FollowerQuerySet, "get", get_too_early)
    assert client.post(FORM, form_data()).status_code == 302
    assert Follower.objects.get().subscriptions.count() == 2


def test_one_address_follows_only_so_many(client, monkeypatch):
    monkeypatch.setattr("editorial.subscriptions.following.MAX_FOLLOWED", 2)
    first, _second = follow(), follow("q=een")
    client.post(f"{FORM}?q=twee", form_data())
    path = mailed_path()

    page = client.post(path)
    assert page.status_code == 409
    assert "u volgt al 2 keuzes" in page.text
    assert Subscription.objects.confirmed().count() == 2
    mine = f"/volgen/mijn/{follower_token(first.follower_id)}/"
    client.post(mine, {"action": "end", "subscription": first.pk})
    assert client.post(path).status_code == 302
    follow("q=een", frequency="maand")
    assert Subscription.objects.confirmed().count() == 2


def test_one_mailbox_gets_only_so_many_requests(client, go_on):
    for day in range(5):
        for number in range(2):
            client.post(FORM, form_data(email=f"volger+{day}{number}@zwolle.example"))
        go_on(timedelta(days=1, seconds=1))

    page = client.post(FORM, form_data())
    assert "wachten al 10 aanvragen" in page.text
    assert Subscription.objects.count() == 10


def test_one_sender_is_limited(client):
    statuses = [client.post(FORM, form_data(email=f"a{n}@zwolle.example")).status_code for n in range(6)]

    assert statuses == [302] * 5 + [429]
