"""The quality of the ranking on listening and film data, and how fast it learns, as Markdown.

python -m benchmarks.ranking --data FOLDER [--people 100] [--tasks T2,T5] > ranking.md

With `--tasks` only those are run, and the simulation is left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.report import print_machine, print_table
from mien.catalog.load import load_items
from mien.core.media import Kind
from mien.evaluation.learning_curve import LIKED_SHARE, LearningCurve, learning_curve
from mien.evaluation.names import ALL
from mien.evaluation.run import run
from mien.recommend.item_table import ItemTable
from mien.recommend.pipeline import Ranker


def main() -> None:
    """Run every task and the simulation, and print their tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--tasks", default=ALL, help="names of tasks, with commas between them")
    arguments = parser.parse_args()
    items = load_items()
    print("# Ranking, measured\n")
    print_machine()
    for task in arguments.tasks.split(","):
        for report in run(task, arguments.data, items):
            print(report.to_markdown(), flush=True)
    if arguments.tasks != ALL:
        return
    ranker = Ranker(ItemTable(items))
    curves = {
        kind: learning_curve(ranker, arguments.people, kind, after=(0, 5, 20, 50))
        for kind in (Kind.MUSIC, Kind.MOVIE)
    }
    _print_learning(curves, arguments.people)


def _print_learning(curves: dict[Kind, LearningCurve], people: int) -> None:
    print("## Learning a taste\n")
    print(
        f"{people} simulated people a kind, each liking {LIKED_SHARE:.0%} of the bundled items; "
        "share of the top ten they like, with the standard error.\n"
    )
    rows = []
    for kind, curve in curves.items():
        cells = [_with_error(curve.popular), *(_with_error(column) for column in curve.liked.T)]
        twenty = curve.liked[:, curve.after.index(20)].mean() / curve.popular.mean()
        rows.append((kind.value, *cells, f"{twenty:.2f}"))
    after = curves[Kind.MUSIC].after
    header = ("kind", "popularity", *(f"after {count}" for count in after), "20 / popularity")
    print_table(header, rows)


def _with_error(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    return f"{values.mean():.3f} ± {values.std() / np.sqrt(len(values)):.3f}"


if __name__ == "__main__":
    main()
