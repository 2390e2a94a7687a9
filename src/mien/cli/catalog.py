"""`mien catalog`: what the bundled catalogue holds, and whether its files are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mien.cli.output import json_option, print_json
from mien.core.emotions import EMOTIONS
from mien.core.goals import Goal
from mien.core.media import Kind

_folder_option = click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of catalogue files than the bundled one.",
)


@click.group("catalog")
def command() -> None:
    """Look at the catalogue."""


@command.command()
@_folder_option
@json_option
def stats(folder: Path | None, *, as_json: bool) -> None:
    """Count items by kind, language and evidence, and show how full each shelf is."""
    from mien.catalog.load import BUNDLED, load_items
    from mien.services.shelves import Shelf, take_stock

    stock = take_stock(load_items(folder or BUNDLED))
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
