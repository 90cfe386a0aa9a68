"""Refuses every connection that does not stay on this machine.

Put on PYTHONPATH of a server under test, Python imports it at start; the tests import it themselves.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


class LeftTheMachine(AssertionError):
    """Something tried to talk to another machine."""


def _check(address: Any) -> None:
    if not isinstance(address, tuple):  # a Unix socket
        return
    try:
        local = address[0] in ("localhost", "") or ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        local = False
    if not local:
        raise LeftTheMachine(f"a connection to {address[0]}")


def connect(self: socket.socket, address: Any) -> None:
    _check(address)
    _connect(self, address)


def connect_ex(self: socket.socket, address: Any) -> int:
    _check(address)
    return _connect_ex(self, address)


socket.socket.connect = connect  # type: ignore[method-assign]
socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]
