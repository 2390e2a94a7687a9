"""`mien serve`: the web app and API."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

import click
from waitress.server import MultiSocketServer, TcpWSGIServer

from mien.cli.loopback_name import NAME, name_leads_to
from mien.core.errors import MienError, UsageError

if TYPE_CHECKING:
    from mien.bootstrap import Services


class PortTakenError(MienError):
    """The port can't be listened on."""

    code = "port-unavailable"
    title = "Port not available"


@click.command("serve")
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 takes any.  [default: 5000]")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--allow-remote", is_flag=True, help="Allow a --host that others can reach.")
def command(*, host: str | None, port: int | None, open_page: bool, allow_remote: bool) -> None:
    """Start the web app and API, by default for this machine only."""
    from mien.bootstrap import build_services
    from mien.settings import load_settings
    from mien.web.app import create_app
    from mien.web.own_name import lead_to_name
    from mien.web.server import build_server

    given = {"host": host, "port": port}
    settings = load_settings(**{name: v for name, v in given.items() if v is not None})
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    # Waitress logs each request that waits for a thread; under load that is noise.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    _check_exposure(settings.host, allow_remote=allow_remote)
    _check_port(settings.host, settings.port)
    services = build_services(settings)
    app = create_app(services)
    server = build_server(app, settings.host, settings.port, settings.threads)
    bound = _port_of(server)
    name = settings.host
    # A name in the settings is that of a proxy, through which others come.
    if not settings.allowed_hosts and name_leads_to(name, bound):
        name = NAME
        lead_to_name(app)
    address = f"http://{_in_url(name)}:{bound}"
    click.echo(f"Mien is at {address}  (Ctrl-C stops it)")
    # Service managers and containers stop a program with SIGTERM: take it like Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=_warm_up, args=(services,), daemon=True).start()
    stopped = threading.Event()
    threading.Thread(target=services.retention.keep_applying, args=(stopped,), daemon=True).start()
    if open_page:
        webbrowser.open(address)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stopped.set()
        server.close()
        services.outside.close()
        click.echo("\nStopped.")


def _warm_up(services: Services) -> None:
    """Load memory, models and catalogue while the person opens the page."""
    services.memory.warm_up()
    try:
        services.recommender.warm_up()
        services.mood_reader.warm_up()
    except MienError as error:
        # The pages still work and show the same sentence where it matters.
        click.echo(f"Careful: {error.detail} {error.hint}", err=True)


def _check_exposure(host: str, *, allow_remote: bool) -> None:
    """Refuse an address that others can reach unless that was asked for, and say what it means."""
    if _is_loopback(host):
        return
    if not allow_remote:
        raise UsageError(
            f"On {host} other machines can reach this server.",
            "Add --allow-remote if that is meant, or leave out --host.",
        )
    click.echo(
        f"Careful: on {host} anyone who can reach this machine can send pictures to be read and\n"
        "ask for recommendations; there is no login. Connections are not encrypted, and browsers\n"
        "allow the camera only over HTTPS or on this machine: put a reverse proxy with TLS in\n"
        "front, and name its host in MIEN_ALLOWED_HOSTS.",
        err=True,
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_port(host: str, port: int) -> None:
    """Find out before anything is loaded whether the port is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PortTakenError(
            f"{host}:{port} can't be listened on: {error.strerror or error}.",
            "Stop the other program, or take another port: --port 5001 (make run PORT=5001).",
        ) from error


def _port_of(server: TcpWSGIServer | MultiSocketServer) -> int:
    """Return the port that was bound; `localhost` may bind one socket for each address family."""
    if isinstance(server, MultiSocketServer):
        return int(server.effective_listen[0][1])
    return int(server.effective_port)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
