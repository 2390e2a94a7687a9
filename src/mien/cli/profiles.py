"""`mien profiles`: the people at this installation, for whoever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json

if TYPE_CHECKING:
    from mien.core.profiles import Profile
    from mien.services.profiles.people import People


@click.group("profiles")
def command() -> None:
    """See the people here, remove one, or clear a forgotten PIN."""


@command.command("list")
@json_option
def list_profiles(*, as_json: bool) -> None:
    """List everybody with their number, and whether they have a PIN."""
    everybody = _people().all()
    if as_json:
        print_json({"profiles": [_document(profile) for profile in everybody]})
        return
    if not everybody:
        click.echo("Nothing is remembered of anybody yet.")
    for profile in everybody:
        click.echo(f"{profile.id:>3}  {_name(profile)}{'  (has a PIN)' if profile.has_pin else ''}")


@command.command("remove")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(number: int, *, yes: bool) -> None:
    """Remove the person with this NUMBER, and erase everything that is kept of them."""
    people = _people()
    name = _name(people.get(number))
    if not yes:
        click.confirm(f"Erase everything that is kept of {name}? There is no way back", abort=True)
    people.remove(number)
    click.echo(f"{name} is removed.")


@command.command("clear-pin")
@click.argument("number", type=click.IntRange(min=1))
def clear_pin(number: int) -> None:
    """Take the PIN of the person with this NUMBER away; they can set another one."""
    people = _people()
    people.clear_pin(number)
    click.echo(f"{_name(people.get(number))} has no PIN now.")


def _people() -> People:
    from mien.bootstrap import build_services
    from mien.settings import load_settings

    return build_services(load_settings()).people


def _name(profile: Profile) -> str:
    return profile.name or "First person"


def _document(profile: Profile) -> dict[str, object]:
    return {
        "id": profile.id,
        "name": profile.name,
        "colour": profile.colour.value,
        "has_pin": profile.has_pin,
    }
