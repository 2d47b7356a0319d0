"""Errors as RFC 9457 has them: problem+json, in Dutch, with all that is wrong at once."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PROBLEM = "application/problem+json"
MAX_INSTANCE = 300  # characters of an address that an error repeats
TITLES = {
    400: gettext_lazy("Dit adres kunnen wij niet lezen."),
    404: gettext_lazy("Dit bestaat niet."),
    405: gettext_lazy("Dit kan hier niet."),
    410: gettext_lazy("Dit is ingetrokken."),
    413: gettext_lazy("Dit is te groot."),
    414: gettext_lazy("Dit adres is te lang."),
    429: gettext_lazy("U vraagt te veel in korte tijd."),
    503: gettext_lazy("Dit lukt nu even niet."),
}
DETAILS = {
    400: gettext_lazy("Kijk het adres na."),
    404: gettext_lazy("Op dit adres staat niets. Een adres eindigt hier nooit op een schuine streep."),
    405: gettext_lazy("Deze API kunt u alleen lezen: met GET, HEAD of OPTIONS."),
    413: gettext_lazy("Een vraag aan deze API heeft geen inhoud."),
    414: gettext_lazy("Maak het adres korter, bijvoorbeeld met minder keuzes."),
    429: gettext_lazy("Wacht zo lang als de header Retry-After zegt."),
}
OTHER = gettext_lazy("Er ging iets mis. Probeer het later opnieuw.")


def problem(status, detail="", errors=None, instance=""):
    """An error.

    Args: status; detail, a sentence; errors, a dict from parameter to messages; instance, the address.
    """
    body = {
        "type": "about:blank",
        "title": str(TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": str(detail or DETAILS.get(status, OTHER)),
        **({"instance": instance[:MAX_INSTANCE]} if instance else {}),
    }
    if errors:
        body["errors"] = [
            {"in": "query", "name": name, "detail": str(message)}
            for name, messages in errors.items()
            for message in messages
        ]
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def wrong_parameters(errors):
    """400 for parameters that are wrong: all of them at once."""
    return problem(400, _("Verbeter de parameters in het adres."), errors)
