"""`mien analyze`: faces and moods in photos."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mien.cli.output import json_option, mood_line, print_json
from mien.core.errors import MienError
from mien.core.faces import Reading
from mien.services.documents import Document, reading_document


@click.command("analyze")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--detector", type=click.Choice(["mtcnn", "haar"]), help="How faces are found.")
@json_option
def command(paths: tuple[Path, ...], detector: str | None, *, as_json: bool) -> None:
    """Read the faces in photos: where they are and which mood they suggest.

    Exits with 3 when a photo can't be read or has no face; the others are read all the same.
    """
    from mien.bootstrap import build_mood_reader
    from mien.settings import load_settings

    settings = load_settings(**({"detector": detector} if detector else {}))
    reader = build_mood_reader(settings)
    files: list[Document] = []
    worst = 0
    for path in paths:
        try:
            reading = reader.read(path)
        except MienError as error:
            worst = max(worst, error.exit_code)
            files.append({"path": str(path), "error": _error_document(error)})
            click.echo(f"{path}: {error.detail} {error.hint}".rstrip(), err=True)
        else:
            files.append({"path": str(path), **reading_document(reading)})
            if not as_json:
                _print_reading(path, reading)
    if as_json:
        print_json({"files": files})
    sys.exit(worst)


def _print_reading(path: Path, reading: Reading) -> None:
    count = len(reading.faces)
    click.echo(f"{path}: {count} face{'s' if count > 1 else ''}")
    for face in reading.faces:
        left, top, right, bottom = (round(edge) for edge in face.box)
        click.echo(f"  at {left},{top}-{right},{bottom}: {mood_line(face.mood)}")
    if count > 1:
        click.echo(f"  together: {mood_line(reading.mood)}")


def _error_document(error: MienError) -> Document:
    return {"code": error.code, "detail": error.detail, "hint": error.hint}
