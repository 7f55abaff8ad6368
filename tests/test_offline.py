"""The guard of `conftest.py` holds: a test that reaches for another machine fails."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import OutsideWorldError


def test_another_machine_is_refused_by_name_and_by_address() -> None:
    with pytest.raises(OutsideWorldError):
        socket.getaddrinfo("example.org", 443)
    with socket.socket() as client, pytest.raises(OutsideWorldError):
        client.connect(("192.0.2.1", 443))  # an address reserved for documentation, RFC 5737


def test_this_machine_can_be_talked_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as client:
            client.sendall(b"figure")
        connection, _ = server.accept()
        with connection:
            assert connection.recv(16) == b"figure"
