"""`mien export`: the model of a finished run as a bundle."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def command(run: Path, folder: Path) -> None:
    """Copy the model of the finished run RUN with its card and notice into FOLDER."""
    from mien.training.export import export_bundle

    click.echo(f"Written to {export_bundle(run, folder)}.")
