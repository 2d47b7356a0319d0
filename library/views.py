"""The files of pictures and papers: of what is on the site for everybody, of anything else behind a sealed address."""

from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from core.http import as_download
from core.signed_links import unseal

from .models import Paper, Picture

# A file never changes, but what shows it may leave the site, and somebody may take back their consent.
PUBLIC = "public, max-age=604800, immutable"
TYPES = {
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def picture(request, token, name):
    """A picture that something on the site shows, in one of its widths."""
    return _public(_file(request, Picture.objects.published(), token, name))


def paper(request, token, name):
    """A document that something on the site offers, to save."""
    return as_download(_public(_file(request, Paper.objects.published().defer("text"), token, name)), name)


def picture_preview(request, sealed, name):
    """Any picture, for whoever sees a page before visitors do."""
    return _private(_file(request, Picture.objects, _unsealed(sealed), name))


def paper_preview(request, sealed, name):
    """Any document, for whoever sees a page before visitors do."""
    return as_download(_private(_file(request, Paper.objects.defer("text"), _unsealed(sealed), name)), name)


def _file(request, records, token, name):
    record = get_object_or_404(records, token=token)
    if name not in record.file_names:
        raise Http404
    try:
        with default_storage.open(record.stored_name(name)) as file:
            content = file.read()
    except FileNotFoundError as error:  # the database was restored without its files
        raise Http404 from error
    request.META["HTTP_ACCEPT_ENCODING"] = ""  # all of these are compressed already
    headers = {"Content-Type": TYPES[name.rpartition(".")[2]], "Content-Length": str(len(content))}
    return StreamingHttpResponse([content], headers=headers)  # streamed: no room in the page cache is taken by it


def _unsealed(sealed):
    try:
        return unseal(sealed)
    except BadSignature as error:
        raise Http404 from error


def _public(response):
    response.headers["Cache-Control"] = PUBLIC
    return response


def _private(response):
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
