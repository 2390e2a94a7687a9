"""Whether the name `localhost` leads to a server of this machine."""

from __future__ import annotations

import socket
from typing import Final

NAME: Final = "localhost"
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
_PATIENCE_S: Final = 0.5


def name_leads_to(host: str, port: int) -> bool:
    """Tell whether `localhost` and this port lead a browser to the server at a loopback `host`.

    On another address of that name somebody else may listen.
    """
    try:
        found = socket.getaddrinfo(NAME, port, type=socket.SOCK_STREAM)
    except OSError:
        return False
    addresses = {str(address[0]) for *_, address in found}
    return host in addresses & _LOOPBACK and not any(
        _is_taken(other, port) for other in addresses - {host}
    )


def _is_taken(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.settimeout(_PATIENCE_S)
            return probe.connect_ex((address, port)) == 0
    except OSError:
        return False
