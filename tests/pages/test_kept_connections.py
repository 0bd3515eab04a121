"""A connection that waited for the next request is looked at first, and not asked."""

import socket
from collections.abc import Iterator
from unittest.mock import MagicMock

import pytest

from repairs.postgresql.base import DatabaseWrapper


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def waiting(end: socket.socket) -> tuple[DatabaseWrapper, MagicMock]:
    """Our end of a connection, and what counts what is asked over it."""
    wrapper = DatabaseWrapper({"OPTIONS": {}})
    wrapper.connection = MagicMock(closed=False, fileno=end.fileno)
    return wrapper, wrapper.connection.cursor


def test_a_quiet_connection_is_used_without_a_trip(pair: tuple[socket.socket, socket.socket]) -> None:
    wrapper, asked = waiting(pair[0])
    assert wrapper.is_usable()
    asked.assert_not_called()


def test_one_that_has_something_to_say_is_asked_first(pair: tuple[socket.socket, socket.socket]) -> None:
    wrapper, asked = waiting(pair[0])
    pair[1].sendall(b"a notice")
    assert wrapper.is_usable()
    asked.assert_called_once()


def test_one_that_the_database_has_ended_is_not_used(pair: tuple[socket.socket, socket.socket]) -> None:
    wrapper, asked = waiting(pair[0])
    pair[1].close()
    asked.side_effect = DatabaseWrapper.Database.OperationalError
    assert not wrapper.is_usable()
    wrapper.connection.closed = True
    assert not wrapper.is_usable()
