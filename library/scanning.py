"""Asking a virus scanner about a file: ClamAV, when CLAMAV_HOST says where one is."""

import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

from .files import FileRefused

SECONDS = 20  # that it may take for each answer
MAX_ANSWER = 1024  # bytes


def scan(data):
    """Ask the scanner about a file; without one, nothing is asked.

    Args: data, bytes. Returns: the same. Raises: FileRefused, also when the scanner does not answer.
    """
    if settings.CLAMAV_HOST and _verdict(data) != b"OK":
        raise FileRefused(_("De virusscanner laat dit bestand niet door. Vraag de afzender om een ander bestand."))
    return data


def _verdict(data):
    """The last word of what ClamAV answers to INSTREAM: OK, FOUND or ERROR."""
    try:
        with socket.create_connection((settings.CLAMAV_HOST, settings.CLAMAV_PORT), timeout=SECONDS) as connection:
            connection.sendall(b"zINSTREAM\0" + struct.pack("!L", len(data)) + data + struct.pack("!L", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < MAX_ANSWER and (part := connection.recv(MAX_ANSWER)):
                answer += part
    except OSError as error:
        raise FileRefused(_("De virusscanner antwoordt niet. Probeer het later opnieuw.")) from error
    return answer.rstrip(b"\0\n").rpartition(b" ")[2]
