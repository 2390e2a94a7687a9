"""`mien export`: the model of a finished run as a bundle."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("export")
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--half/--whole",
    "half",
    default=None,
    help="Store the weights as float16, half the file, or as float32.  [default: as the recipe]",
)
def command(run: Path, folder: Path, half: bool | None) -> None:
    """Copy the model of the finished run RUN with its card and notice into FOLDER.

    FOLDER is a bundle: MIEN_EMOTION_BUNDLE=FOLDER makes Mien use it.
    """
    from mien.training.export import export_bundle

    written = export_bundle(run, folder, half=half)
    click.echo(
        f"Written to {written.folder}: {written.size / 1e6:.1f} MB, weights as {written.weights}."
    )
    if written.difference is not None:
        click.echo(
            f"No probability moved by more than {written.difference:.1g} on made-up pictures."
        )
