"""System checks for missing settings of the file storage, run when the portal starts."""

from importlib.util import find_spec

from django.conf import settings
from django.core.checks import Error, register

BOTH = "Give both keys, or neither when the server has a role that lets it in."
PACKAGES = "Install requirements-s3.txt; on a server deploy/install does so."


@register("start")
def media_storage(app_configs=None, **kwargs):
    """Check: what MEDIA_STORAGE=s3 needs is there."""
    if settings.MEDIA_STORAGE != "s3":
        return []
    options = settings.MEDIA_STORAGES["s3"]["OPTIONS"]
    bucket, key, secret = (bool(options[name]) for name in ("bucket_name", "access_key", "secret_key"))
    endpoint = options["endpoint_url"] or "https://"
    problems = {
        "S3_BUCKET is not set": (bucket, "Give the name of a private bucket."),
        "S3_ACCESS_KEY is not set": (key or not secret, BOTH),
        "S3_SECRET_KEY is not set": (secret or not key, BOTH),
        "S3_ENDPOINT is no web address": (endpoint.startswith(("https://", "http://")), "Begin it with https://."),
        "django-storages[s3] is not installed": (_is_installed(), PACKAGES),
    }
    return [
        Error(f"MEDIA_STORAGE is s3, and {text}.", hint=hint, id=f"library.E{number:03}")
        for number, (text, (is_right, hint)) in enumerate(problems.items(), 1)
        if not is_right
    ]


def _is_installed():
    return bool(find_spec("storages") and find_spec("boto3"))
