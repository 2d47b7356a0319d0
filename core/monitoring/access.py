"""Access to monitoring: requests with MONITORING_TOKEN, and for some of it requests from the machine itself."""

from ipaddress import ip_address

from django.conf import settings
from django.utils.crypto import constant_time_compare

PROXY_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


def has_token(request):
    """Whether a request has `Authorization: Bearer` with the token of the settings; never when there is none."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    known = settings.MONITORING_TOKEN
    return bool(known) and scheme.lower() == "bearer" and constant_time_compare(token.strip(), known)


def is_from_this_machine(request):
    """Whether a request was made on this machine itself, and no proxy passed it on for somebody else."""
    if any(request.META.get(name) for name in PROXY_HEADERS):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
