"""A group of commands that imports a command's module only when the command is used."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """Finds command `name` as the attribute `command` of the module given for it."""

    modules: ClassVar[Mapping[str, str]] = {}
    """Command name to module; filled by a subclass."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands in the order of the alphabet."""
        return sorted({*super().list_commands(ctx), *self.modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None when there is none of that name."""
        if cmd_name not in self.modules:
            return super().get_command(ctx, cmd_name)
        command: click.Command = importlib.import_module(self.modules[cmd_name]).command
        return command
