"""Whether `localhost` leads to a server, when others may listen on another of its addresses."""

from __future__ import annotations

import socket

from mien.cli.loopback_name import name_leads_to


def test_the_name_is_used_only_where_nobody_else_listens_under_it(monkeypatch):
    def named(*addresses):
        found = [(0, 0, 0, "", (address, 0)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with socket.create_server(("127.0.0.2", 0)) as other:
        port = other.getsockname()[1]
        named("127.0.0.1")
        assert name_leads_to("127.0.0.1", port)
        named("127.0.0.1", "127.0.0.3")
        assert name_leads_to("127.0.0.1", port)
        named("127.0.0.1", "127.0.0.2")
        assert not name_leads_to("127.0.0.1", port)
        named("192.0.2.1")
        assert not name_leads_to("192.0.2.1", port)
