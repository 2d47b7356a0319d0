"""Views for subscriptions: request, confirm and end one, and manage all of a follower."""

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.http import behind_link, public_form
from core.signed_links import follower_key, follower_token, stop_key
from editorial.outbox.sending import can_mail
from editorial.submissions.spam_protection import form_digest, is_rate_limited
from pages.live import contact_email

from . import following
from .forms import ChangeForm, FollowForm, Frequency
from .models import Follower, Subscription
from .selections import feed_of, in_words, path_of, read, remaining_query


@public_form
def new(request):
    """Form to subscribe by mail to the selection in the URL."""
    try:
        selection, problems = read(request.GET), []
    except ValidationError as error:
        selection, problems = None, error.messages
    form = FollowForm(request.POST if request.method == "POST" and selection is not None else None)
    if form.is_valid() and (response := _ask(request, form, selection)):
        return response
    context = {"form": form, "problems": problems, "selection": selection, "can_mail": can_mail()}
    if selection is not None:
        context |= {"words": in_words(selection), "back": path_of(selection), "feed": feed_of(selection)}
    return render(request, "subscriptions/new.html", context)


def _ask(request, form, selection):
    """Save a requested subscription, once, and redirect; None, with a form error, when it cannot be saved."""
    values = [form.cleaned_data["email"], selection, form.cleaned_data["frequency"]]
    if not can_mail():
        form.add_error("email", _("Wij kunnen nu geen mail sturen. Schrijf ons: %s") % contact_email())
        return None
    digest = form_digest(request, form, f"volgen {selection}")
    if not Subscription.objects.same_form(digest).exists():
        if is_rate_limited(request, values[0], Subscription.objects):
            return render(request, "submissions/limited.html", {"form": form}, status=429)
        if following.has_many_requests(values[0]):
            text = _("Voor dit adres wachten al %d aanvragen. Bevestig die eerst, met de link in onze mails.")
            form.add_error("email", text % following.MAX_UNCONFIRMED)
            return None
        Subscription.objects.save_once(digest, lambda: following.request_subscription(*values, digest))
    return redirect("subscriptions:sent")


def sent(request):
    """Page after sending: asks to confirm the subscription by mail."""
    return render(request, "subscriptions/sent.html")


@public_form
def confirm(request, token):
    """Confirm a subscription; a GET changes nothing."""
    subscription, status = Subscription.objects.find_by_token(token), 200
    if subscription and request.method == "POST":
        try:
            followed = following.confirm(subscription)
        except following.TooManySubscriptions:
            status = 409
        else:
            return redirect("subscriptions:mine", follower_token(followed.follower_id))
    if subscription is None:
        return behind_link(render(request, "subscriptions/confirm_expired.html", status=404))
    context = {"words": in_words(subscription.selection), "maximum": following.MAX_FOLLOWED}
    context |= {"mine": follower_token(subscription.follower_id)} if status == 409 else {}
    return behind_link(render(request, "subscriptions/confirm.html", context, status=status))


@public_form
def stop(request, token):
    """End one subscription: by a button, or in one click by a mail program (RFC 8058); safe to repeat."""
    try:
        subscription = Subscription.objects.filter(pk=stop_key(token)).select_related("follower").first()
    except BadSignature:
        raise Http404 from None
    words = in_words(subscription.selection) if subscription else ""
    if request.method == "POST" and subscription:
        following.unsubscribe([subscription])
        subscription = None
    return behind_link(render(request, "subscriptions/stop.html", {"is_ended": subscription is None, "words": words}))


@public_form
def mine(request, token):
    """Page with all subscriptions of a follower, to change and to end."""
    try:
        follower = Follower.objects.filter(pk=follower_key(token)).first()
    except BadSignature:
        return behind_link(render(request, "subscriptions/link_expired.html", status=404))
    if follower is None:
        return behind_link(render(request, "subscriptions/stop.html", {"is_ended": True}))
    form = ChangeForm(request.POST if request.method == "POST" else None, follower)
    if form.is_valid():
        _change(follower, **form.cleaned_data)
        return redirect("subscriptions:mine", token)
    followed = follower.subscriptions.confirmed()
    subscriptions = [(row, in_words(row.selection), _address_of(row.selection)) for row in followed]
    context = {"subscriptions": subscriptions, "form": form, "frequencies": Frequency.choices}
    return behind_link(render(request, "subscriptions/mine.html", context))


def _address_of(selection):
    """Return the path of a selection; empty when nothing of it exists any more."""
    return "" if remaining_query(selection) is None else path_of(selection)


def _change(follower, action, subscription, frequency):
    if action == "change":
        following.change_frequency(subscription, frequency)
    elif action == "end":
        following.unsubscribe([subscription])
    else:
        following.erase_follower(follower)
