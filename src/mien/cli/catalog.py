"""`mien catalog`: what the catalogue holds, whether its files are sound, imports and exports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json
from mien.core.emotions import EMOTIONS
from mien.core.errors import UsageError
from mien.core.goals import Goal
from mien.core.media import Kind

if TYPE_CHECKING:
    from mien.services.recommendations.imports import ImportReport, Imports

_folder_option = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of catalogue files than the bundled one.",
)


@click.group("catalog")
def command() -> None:
    """Look at the catalogue, and bring your own songs and films into it."""


@command.command()
@_folder_option
@json_option
def stats(folder: Path | None, *, as_json: bool) -> None:
    """Count items by kind, language and evidence, and show how full each shelf is."""
    from mien.catalog.load import items_of, load_items
    from mien.services.recommendations.coverage import Shelf, take_stock

    stock = take_stock(load_items(folder) if folder else items_of(_imports().rows()))
    if as_json:
        print_json(
            {
                "items": [
                    {"kind": kind.value, "language": language, "count": count}
                    for (kind, language), count in sorted(stock.items.items())
                ],
                "evidence": [
                    {"kind": kind.value, "evidence": evidence, "count": count}
                    for (kind, evidence), count in sorted(stock.evidence.items())
                ],
                "shelves": [
                    {
                        "kind": shelf.kind.value,
                        "language": shelf.language,
                        "goal": shelf.goal.value,
                        "emotion": shelf.emotion,
                        "count": shelf.count,
                    }
                    for shelf in stock.shelves
                ],
            }
        )
        return
    for kind in Kind:
        of_kind = {lang: n for (k, lang), n in stock.items.items() if k is kind}
        ranked = sorted(of_kind.items(), key=lambda pair: -pair[1])
        listed = ", ".join(f"{language} {count}" for language, count in ranked)
        evidence = ", ".join(f"{n} {e}" for (k, e), n in stock.evidence.items() if k is kind)
        click.echo(f"{kind.value}: {sum(of_kind.values())} ({listed}); evidence: {evidence}")
    tables: dict[tuple[Kind, str], dict[tuple[Goal, str], Shelf]] = {}
    for shelf in stock.shelves:
        tables.setdefault((shelf.kind, shelf.language), {})[shelf.goal, shelf.emotion] = shelf
    for (kind, language), shelves in tables.items():
        click.echo(f"\nItems near the target, {kind.value} in {language}:")
        click.echo(" " * 10 + "".join(f"{emotion:>10}" for emotion in EMOTIONS))
        for goal in Goal:
            counts = "".join(f"{shelves[goal, emotion].count:>10}" for emotion in EMOTIONS)
            click.echo(f"{goal.value:<10}{counts}")


@command.command()
@_folder_option
@json_option
def lint(folder: Path | None, *, as_json: bool) -> None:
    """Check the catalogue files: schema, vocabulary, duplicates, ids. Exit 1 on problems."""
    from mien.catalog.lint import lint as find_problems
    from mien.catalog.load import BUNDLED

    problems = find_problems(folder or BUNDLED)
    if as_json:
        print_json(
            {"problems": [{"file": p.file, "line": p.line, "message": p.message} for p in problems]}
        )
    else:
        for problem in problems:
            click.echo(f"{problem.file}:{problem.line}: {problem.message}")
        click.echo("No problems." if not problems else f"{len(problems)} problems.", err=True)
    sys.exit(1 if problems else 0)


@command.command("import")
@click.argument("file_format", metavar="FORMAT")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--map", "columns", metavar="FIELD=COLUMN,…", help="For csv: which column is what.")
@click.option("--kind", type=click.Choice(["music", "movie"]), default="music", help="For csv.")
@click.option("--language", default="", metavar="CODE", help="Where the file names none.")
@click.option("--year", type=int, help="Year to file songs under where the file has none.")
@click.option("--encoding", default="", help="What the file is in, when not UTF-8.")
@json_option
def import_file(
    file_format: str,
    path: Path,
    *,
    columns: str | None,
    kind: str,
    language: str,
    year: int | None,
    encoding: str,
    as_json: bool,
) -> None:
    """Bring a table of songs or films into your catalogue.

    FORMAT is bollywood, csv, imdb-top-1000, movielens, spotify-tracks or tmdb-5000. PATH is the
    file, or the unpacked folder for movielens and bollywood. All of the file is taken or nothing;
    `mien catalog remove` takes it back.
    """
    from mien.catalog.importers.options import ImportOptions

    options = ImportOptions(language, year, encoding, _columns(columns), Kind(kind))
    with _progress(path.name) as advance:
        report = _imports().add(file_format, path, options, advance)
    if as_json:
        print_json(_report_document(report))
    else:
        _print_report(report)


@command.command("imports")
@json_option
def list_imports(*, as_json: bool) -> None:
    """List what was imported, with the numbers that `remove` takes."""
    batches = _imports().batches()
    if as_json:
        print_json(
            {
                "imports": [
                    {
                        "id": batch.id,
                        "format": batch.format,
                        "source": batch.source,
                        "at": batch.at.isoformat(),
                        "added": batch.added,
                    }
                    for batch in batches
                ]
            }
        )
        return
    for batch in batches:
        day = batch.at.date().isoformat()
        click.echo(f"{batch.id:4}  {day}  {batch.added:9,} items  {batch.format}  {batch.source}")
    if not batches:
        click.echo("Nothing was imported.", err=True)


@command.command()
@click.argument("batch", type=int)
def remove(batch: int) -> None:
    """Take an import back; BATCH is its number (see `mien catalog imports`)."""
    removed = _imports().remove(batch)
    click.echo(f"Removed import {removed.id}: {removed.added:,} items of {removed.source}.")


@command.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the whole catalogue, imports too, as CSV files into FOLDER.

    The files are in the form of the bundled ones: `stats` and `lint` read them with --folder, and
    `import csv` takes each.
    """
    for kind, count in _imports().export(folder).items():
        click.echo(f"{kind.value}: {count:,}")


def _imports() -> Imports:
    from mien.bootstrap import build_memory
    from mien.services.recommendations.imports import Imports
    from mien.settings import load_settings

    return Imports(build_memory(load_settings()))


def _columns(text: str | None) -> dict[str, str]:
    """Return the column of each field of `title=Name,creators=Artist`."""
    pairs = [part.partition("=") for part in (text or "").split(",") if part]
    broken = [field for field, sign, column in pairs if not (sign and field and column)]
    if broken:
        raise UsageError(
            f"--map: {broken[0]!r} is not of the form field=column.",
            "For example --map title=Name,creators=Artist,year=Date.",
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


@contextmanager
def _progress(name: str) -> Iterator[Callable[[float], None]]:
    """Show a bar with the time left on standard error while a file is read, on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(name.replace("[", "\\["), total=1.0)
        yield lambda share: progress.update(task, completed=share)


def _print_report(report: ImportReport) -> None:
    click.echo(f"{report.rows:,} rows read, {report.added:,} items added.")
    for count, what in (
        (report.merged, "of them only add public ids to bundled items"),
        (report.known, "rows are in the bundled catalogue already"),
        (report.repeated, "rows repeat an item of this file or of an earlier import"),
    ):
        if count:
            click.echo(f"  {count:,} {what}")
    for reason, count in report.skipped.counts.most_common():
        click.echo(f"  {count:,} rows skipped: {reason}")
        for example in report.skipped.examples[reason]:
            click.echo(click.style(f"      line {example.line}: {example.text}", dim=True))
    if report.batch is None:
        click.echo("Nothing was new, so nothing changed.")
    else:
        click.echo(
            f"This is import {report.batch.id}; `mien catalog remove {report.batch.id}` takes it "
            "back. A running server shows it within seconds."
        )


def _report_document(report: ImportReport) -> dict[str, object]:
    return {
        "batch": report.batch and report.batch.id,
        "rows": report.rows,
        "added": report.added,
        "merged": report.merged,
        "known": report.known,
        "repeated": report.repeated,
        "skipped": [
            {
                "reason": reason,
                "count": count,
                "examples": [
                    {"line": example.line, "text": example.text}
                    for example in report.skipped.examples[reason]
                ],
            }
            for reason, count in report.skipped.counts.most_common()
        ],
    }
