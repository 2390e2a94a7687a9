"""Every command, option and argument is told where its topic is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from mien.cli import mien
from tests.docs.pages import present_pages

IN_EVERY_ANSWER = "--json"
"""Told once for all commands that take it; `test_what_answers_in_json_is_listed` holds that."""

SECTIONS = [section for page in present_pages() for section in page.sections()]


def commands_below(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from commands_below(found, f"{name} {each}")
    else:
        yield name, command


COMMANDS = dict(commands_below(mien, "mien"))


def names_of(command: click.Command) -> Iterator[str]:
    """Yield what a person types: each option, with its opposite, and each argument."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (each for each in (*parameter.opts, *parameter.secondary_opts))
        else:
            yield parameter.human_readable_name


def told_about(name: str) -> str:
    """Return all sections that name a command, as one text."""
    said = re.compile(rf"\b{re.escape(name)}\b(?![\w-])")
    return "\n".join(section.text for section in SECTIONS if said.search(section.text))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_told_in_a_section_about_its_command(name):
    told = told_about(name)
    assert told, f"`{name}` is in no document"
    wanted = [each for each in names_of(COMMANDS[name]) if each != IN_EVERY_ANSWER]
    missing = [each for each in wanted if not re.search(rf"(?<![\w-]){each}(?![\w-])", told)]
    assert not missing, f"no section that names `{name}` tells of {', '.join(missing)}"


def test_what_answers_in_json_is_listed():
    (told,) = (section for section in SECTIONS if section.title == "For scripts")
    listed = re.search(r"^`--json`(.*?)\n\n", told.text, re.MULTILINE | re.DOTALL)
    assert listed is not None
    named = {f"mien {each}" for each in re.findall(r"`([a-z -]+)`", listed[1])}
    assert named == {
        name for name, command in COMMANDS.items() if IN_EVERY_ANSWER in names_of(command)
    }


def test_the_options_of_mien_itself_are_told():
    (told,) = (section for section in SECTIONS if section.title == "For scripts")
    for option in ("--version", "--help"):
        assert f"mien {option}" in told.text
