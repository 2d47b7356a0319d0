"""The page behind the link in our mail: looking changes nothing, for mail scanners open every link."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from core.http import public_form
from core.signed_links import token_hash, verify_check_token

from .answers import record_answer
from .forms import AnswerForm
from .models import CheckRequest


@public_form
@sensitive_variables("token")
@sensitive_post_parameters()
def answer(request, token):
    """The question whether an initiative still is right, to be answered once without an account."""
    asked, over = _asked(token)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "initiative": asked and asked.initiative}
    if not over and form.is_valid():
        if record_answer(asked, **form.cleaned_data):
            return _page(request, "thanks", context)
        over = "used"
    if over:
        return _page(request, "link_expired", {"why": over}, status=410)
    return _page(request, "check", context)


def _asked(token):
    """The question behind a token, and why it can't be answered any more; raises Http404 when it is none of ours."""
    try:
        verify_check_token(token)
    except SignatureExpired:
        return None, "expired"
    except BadSignature as error:
        raise Http404 from error
    asked = get_object_or_404(CheckRequest.objects.select_related("initiative"), token_hash=token_hash(token))
    if asked.answered_at:
        return asked, "used"
    return asked, "" if asked.initiative.is_published else "gone"


def _page(request, name, context, status=200):
    response = render(request, f"reviews/{name}.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
