"""Views behind the mailed links to municipalities: a GET changes nothing, for mail scanners open every link."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from core.http import behind_link, public_form
from core.signed_links import round_pk, token_hash, verify_check_token

from .answers import record_answer
from .forms import AnswerForm, RoundAnswerForm
from .models import CheckRequest, Round
from .rounds import answered_requests, open_requests, record_answers


@public_form
@sensitive_variables("token")
@sensitive_post_parameters()
def answer(request, token):
    """The form to check whether an initiative is still right, answered once without an account."""
    check_request, closed = _check_request(token)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "initiative": check_request and check_request.initiative}
    if not closed and form.is_valid():
        if record_answer(check_request, **form.cleaned_data):
            return _render(request, "thanks", context)
        closed = "used"
    if closed:
        return _render(request, "link_expired", {"reason": closed}, status=410)
    return _render(request, "check", context)


@public_form
@sensitive_variables("token")
@sensitive_post_parameters()
def answer_round(request, token):
    """Show all examples in a round of a municipality on one page; it may answer some now, and the rest later."""
    check_round, closed = _round(token)
    if closed:
        return _render(request, "link_expired", {"reason": closed}, status=410)
    data = request.POST if request.method == "POST" else None
    forms = [(asked, RoundAnswerForm(data, prefix=f"v{asked.pk}")) for asked in open_requests(check_round)]
    answers = [(asked, form.cleaned_data) for asked, form in forms if form.is_valid() and form.cleaned_data["answer"]]
    if answers and all(form.is_valid() for _asked, form in forms):
        record_answers(answers)
        return redirect("reviews:round", token)
    context = {"round": check_round, "forms": forms, "is_empty": data is not None and not answers}
    context["errors"] = [error for _asked, form in forms for error in form.linked_errors()]
    context["answered"] = answered_requests(check_round)
    return _render(request, "round", context)


def _round(token):
    """Return the round of a token, and a code when the link has expired; raises Http404 for an invalid token."""
    try:
        return get_object_or_404(Round.objects.select_related("municipality"), pk=round_pk(token)), ""
    except SignatureExpired:
        return None, "expired"
    except BadSignature as error:
        raise Http404 from error


def _check_request(token):
    """Return the check request of a token, and a code when it can't be answered any more; raises Http404."""
    try:
        verify_check_token(token)
    except SignatureExpired:
        return None, "expired"
    except BadSignature as error:
        raise Http404 from error
    check_request = get_object_or_404(CheckRequest.objects.select_related("initiative"), token_hash=token_hash(token))
    if check_request.answered_at:
        return check_request, "used"
    return check_request, "" if check_request.initiative.is_published else "gone"


def _render(request, name, context, status=200):
    return behind_link(render(request, f"reviews/{name}.html", context, status=status))
