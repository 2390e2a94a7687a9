"""`mien sources`: which outside sources there are, what they learn, and their switches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json

if TYPE_CHECKING:
    from mien.services.sources.sources import SourceReport, Sources


@click.group("sources")
def command() -> None:
    """See and switch outside sources; all are off until you turn one on."""


@command.command("list")
@json_option
def list_sources(*, as_json: bool) -> None:
    """List every source, how it stands and what it learns when it is on."""
    _print(_sources(), as_json=as_json)


@command.command("on")
@click.argument("name")
def turn_on(name: str) -> None:
    """Turn a source on, or `all`."""
    sources = _sources()
    sources.turn(name, on=True)
    for report in sources.reports():
        if name in {report.manifest.name, "all"}:
            click.echo(f"{report.manifest.title}: {report.manifest.learns}")
            if report.message:
                click.echo(f"  {report.message}", err=True)


@command.command("off")
@click.argument("name")
def turn_off(name: str) -> None:
    """Turn a source off, or `all`."""
    _sources().turn(name, on=False)
    click.echo("Off." if name != "all" else "All are off.")


@command.command("clear-cache")
def clear_cache() -> None:
    """Forget every kept answer of every source."""
    _sources().clear_cache()
    click.echo("The kept answers are gone.")


def _sources() -> Sources:
    from mien.bootstrap import build_memory, build_sources
    from mien.settings import load_settings

    settings = load_settings()
    return build_sources(settings, build_memory(settings))


def _print(sources: Sources, *, as_json: bool) -> None:
    reports = sources.reports()
    if as_json:
        print_json({"sources": [_document(report) for report in reports]})
        return
    for report in reports:
        name = click.style(report.manifest.name, bold=True)
        click.echo(f"{name:<30} {report.state.value:<10} {report.manifest.adds}")
        click.echo(f"  {report.manifest.learns}")
        if report.message and report.is_on:
            click.echo(f"  {report.message}")


def _document(report: SourceReport) -> dict[str, object]:
    manifest = report.manifest
    return {
        "name": manifest.name,
        "title": manifest.title,
        "state": report.state.value,
        "on": report.is_on,
        "message": report.message,
        "adds": manifest.adds,
        "learns": manifest.learns,
    }
