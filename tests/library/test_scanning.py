"""ClamAV is asked about a file when a setting says where it is; a stand-in answers here, on a real socket."""

import socket
import struct
from contextlib import closing
from threading import Thread

import pytest

from library.files import FileRefused
from library.scanning import scan

EICAR = b"a file that our stand-in calls a virus"


def read_exactly(connection, size):
    data = b""
    while len(data) < size and (part := connection.recv(size - len(data))):
        data += part
    return data


def answer_once(server, seen):
    """What clamd does with INSTREAM: chunks with their length, until one of nothing."""
    connection, _address = server.accept()
    with closing(connection):
        assert read_exactly(connection, 10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", read_exactly(connection, 4))[0]:
            data += read_exactly(connection, size)
        seen.append(data)
        connection.sendall(b"stream: Eicar-Signature FOUND\0" if data == EICAR else b"stream: OK\0")


@pytest.fixture
def clamav(settings):
    seen = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = server.getsockname()
        thread = Thread(target=answer_once, args=(server, seen), daemon=True)
        thread.start()
        yield seen
        thread.join(5)


def test_a_clean_file_goes_through(clamav):
    data = b"x" * 3_000_000

    assert scan(data) is data
    assert clamav == [data]


def test_a_virus_is_refused(clamav):
    with pytest.raises(FileRefused, match="laat dit bestand niet door"):
        scan(EICAR)


def test_without_an_answer_nothing_is_taken(settings):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = server.getsockname()
    with pytest.raises(FileRefused, match="antwoordt niet"):
        scan(b"x")


def test_without_a_scanner_nothing_is_asked():
    assert scan(EICAR) is EICAR
