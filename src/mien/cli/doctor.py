"""`mien doctor`: what works here, what is off and why."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from mien import __version__
from mien.cli.output import json_option, print_json

_MARKS = {"ok": click.style("ok    ", fg="green"), "off": "off   ", "failed": "FAILED"}


@click.command("doctor")
@json_option
def command(*, as_json: bool) -> None:
    """Check every part of this installation. Exits with 1 when one needs mending."""
    from mien.bootstrap import build_memory, build_sources
    from mien.services.health import CheckStatus, check_all
    from mien.settings import load_settings

    settings = load_settings()
    memory = build_memory(settings)
    with closing(build_sources(settings, memory)) as sources:
        checks = check_all(memory, sources)
    if as_json:
        print_json(
            {
                "version": __version__,
                "checks": [
                    {"name": c.name, "status": c.status.value, "message": c.message} for c in checks
                ],
            }
        )
    else:
        click.echo(f"Mien {__version__}")
        for check in checks:
            click.echo(f"{_MARKS[check.status.value]} {check.name:<22} {check.message}")
    sys.exit(1 if any(c.status is CheckStatus.FAILED for c in checks) else 0)
