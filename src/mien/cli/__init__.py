"""The `mien` command: one module for each command, imported only when it is called.

May import everything; nothing imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import ClassVar

import click

from mien import __version__
from mien.cli.lazy import LazyGroup
from mien.core.errors import MienError


class Commands(LazyGroup):
    """The commands of Mien and where each lives."""

    modules: ClassVar[Mapping[str, str]] = {
        "analyze": "mien.cli.analyze",
        "bench": "mien.cli.bench",
        "catalog": "mien.cli.catalog",
        "doctor": "mien.cli.doctor",
        "evaluate": "mien.cli.evaluate",
        "export": "mien.cli.export",
        "journey": "mien.cli.journey",
        "profiles": "mien.cli.profiles",
        "recommend": "mien.cli.recommend",
        "serve": "mien.cli.serve",
        "similar": "mien.cli.similar",
        "sources": "mien.cli.sources",
        "train": "mien.cli.train",
        "watch": "mien.cli.watch",
    }


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mien", message="%(prog)s %(version)s")
def mien() -> None:
    """Read a mood and pick music, movies and videos that suit it.

    Everything runs on this machine: no account, no key, no cloud. A picture of a face is
    never kept.
    """


def main() -> None:
    """Run the command line; a problem becomes one or two sentences and an exit code."""
    try:
        mien(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except MienError as error:
        click.echo(f"mien: {error.detail}", err=True)
        if error.hint:
            click.echo(f"      {error.hint}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe (head, less) went away: nothing is left to say to it.
        sys.stderr.close()
        sys.exit(1)
