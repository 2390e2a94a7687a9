"""`mien bench`: how fast this machine reads a mood."""

from __future__ import annotations

import os
from importlib.resources import files
from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json
from mien.services.documents.form import Document

if TYPE_CHECKING:
    from PIL import Image

    from mien.services.sessions.speed import SpeedTable


@click.command("bench")
@click.option("--repeats", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--all", "everything", is_flag=True, help="More sizes, four faces, all processors.")
@json_option
def command(*, repeats: int, everything: bool, as_json: bool) -> None:
    """Measure each step from a picture to a mood: median milliseconds on this machine.

    The picture is a JPEG of 640 by 480 with one face, unless --all is given.
    """
    from PIL import Image

    from mien.services.sessions import speed

    with (files("mien.web") / "static" / "sample" / "astronaut.jpg").open("rb") as file:
        portrait = Image.open(file).convert("RGB")
    tables = speed.measure_speed(
        _square(portrait),
        sizes=speed.SIZES if everything else ((640, 480),),
        faces=speed.FACES if everything else (1,),
        threads=sorted({1, os.cpu_count() or 1}) if everything else (1,),
        repeats=repeats,
    )
    if as_json:
        print_json({"repeats": repeats, "tables": [_document(table) for table in tables]})
        return
    click.echo(f"Median milliseconds of {repeats} (of the processor in brackets)\n")
    for table in tables:
        _print_table(table)


def _square(picture: Image.Image) -> Image.Image:
    side = min(picture.size)
    left, top = (picture.width - side) // 2, 0
    return picture.crop((left, top, left + side, top + side))


def _print_table(table: SpeedTable) -> None:
    from mien.services.sessions.speed import STEPS

    faces = "1 face" if table.faces == 1 else f"{table.faces} faces"
    threads = "1 thread" if table.threads == 1 else f"{table.threads} threads"
    click.echo(f"{table.size[0]} by {table.size[1]}, {faces}, {threads}")
    for name, wall, processor in zip(STEPS, table.wall_ms, table.processor_ms, strict=True):
        click.echo(f"  {name:<17} {wall:7.2f}  ({processor:.2f})")


def _document(table: SpeedTable) -> Document:
    from mien.services.sessions.speed import STEPS

    return {
        "size": list(table.size),
        "faces": table.faces,
        "threads": table.threads,
        "wall_ms": {n: round(t, 3) for n, t in zip(STEPS, table.wall_ms, strict=True)},
        "processor_ms": {n: round(t, 3) for n, t in zip(STEPS, table.processor_ms, strict=True)},
    }
