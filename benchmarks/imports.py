"""Importing: rows a second, peak memory, and how good the guessed moods are.

A table of made-up tracks is written to a temporary folder and imported by a fresh process; the
guess from genre, year and maker is cross-validated on the bundled catalogue.

    python -m benchmarks.imports [--rows 1000000]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.report import print_machine, print_table
from mien.catalog.importers.estimate import MoodEstimator
from mien.catalog.importers.options import ImportOptions
from mien.catalog.load import load_rows
from mien.catalog.plausibility import rank_correlation
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind
from mien.services.profiles.memory import Memory
from mien.services.recommendations.imports import Imports

FOLDS: Final = 5
COLUMNS: Final = (
    "track_id,artists,album_name,track_name,release_date,popularity,energy,loudness,valence,"
    "tempo,track_genre"
).split(",")
GENRES: Final = "pop rock metal jazz ambient techno folk hip-hop blues classical".split()

GENRE_TABLE: Final[dict[str, tuple[float, float]]] = {
    "action": (0.50, 0.80),
    "adventure": (0.62, 0.66),
    "animation": (0.72, 0.55),
    "biography": (0.48, 0.42),
    "comedy": (0.78, 0.52),
    "crime": (0.30, 0.60),
    "documentary": (0.50, 0.35),
    "drama": (0.40, 0.38),
    "family": (0.75, 0.48),
    "fantasy": (0.60, 0.58),
    "history": (0.40, 0.48),
    "horror": (0.15, 0.72),
    "music": (0.66, 0.52),
    "musical": (0.72, 0.55),
    "mystery": (0.33, 0.55),
    "romance": (0.60, 0.38),
    "sci-fi": (0.45, 0.66),
    "sport": (0.68, 0.64),
    "thriller": (0.27, 0.74),
    "war": (0.25, 0.62),
    "western": (0.42, 0.58),
}
"""A person's judgement of each genre, to see whether fitting beats it."""


def main() -> None:
    """Measure both, print both tables; with `--import`, be the fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--import", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        _import(options.folder)
        return
    print_machine()
    with tempfile.TemporaryDirectory() as folder:
        _write_tracks(Path(folder) / "tracks.csv", options.rows)
        command = [sys.executable, "-m", "benchmarks.imports", "--import", folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    print_table(
        ("import", "rows", "rows a second", "rows a CPU second", "peak memory MB"),
        [("spotify-tracks", *json.loads(done.stdout))],
    )
    print()
    rows = load_rows()
    print_table(
        ("guess for", "rows", "by", "Spearman valence", "Spearman energy"),
        (line for kind in (Kind.MOVIE, Kind.MUSIC) for line in _quality(rows, kind)),
    )


def _import(folder: Path) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    memory = Memory(folder / "memory.sqlite3")
    options = ImportOptions(language="en")
    report = Imports(memory).add("spotify-tracks", folder / "tracks.csv", options)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    rates = (f"{report.rows / wall:,.0f}", f"{report.rows / cpu:,.0f}")
    print(json.dumps([f"{report.added:,}", *rates, f"{peak:.0f}"]))


def _write_tracks(path: Path, count: int) -> None:
    rng = random.Random(0)  # noqa: S311 - made-up songs, no secret
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n in range(count):
            energy = rng.betavariate(2.5, 1.6)
            valence = 0.25 * energy + 0.75 * rng.betavariate(1.7, 1.7)
            writer.writerow(
                (
                    f"{n:022d}",
                    f"Artist {n % 40_000}",
                    f"Album {n % 90_000}",
                    f"Song number {n}",
                    f"{1950 + n % 75}-05-01",
                    n % 100,
                    f"{energy:.3f}",
                    f"{rng.gauss(20 * energy - 25, 3):.3f}",
                    f"{valence:.3f}",
                    60 + n % 120,
                    GENRES[n % len(GENRES)],
                )
            )


def _quality(rows: Iterable[CatalogEntry], kind: Kind) -> Iterable[tuple[str, ...]]:
    for language in ("all", "en", "hi"):
        chosen = [r for r in rows if r.kind is kind]
        held_out = _cross_validated(chosen)
        pairs = [
            (row, guess)
            for row, guess in zip(chosen, held_out, strict=True)
            if language in ("all", row.language)
        ]
        name = f"{kind.value}, {language}"
        yield name, str(len(pairs)), "regression", *_correlations(pairs)
        if kind is Kind.MOVIE:
            by_table = [(row, _by_table(row)) for row, _ in pairs]
            yield name, str(len(pairs)), "genre table", *_correlations(by_table)


def _cross_validated(rows: Sequence[CatalogEntry]) -> list[tuple[float, float]]:
    fold = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    guesses = [(0.0, 0.0)] * len(rows)
    for part in range(FOLDS):
        known = [row for row, f in zip(rows, fold, strict=True) if f != part]
        estimator = MoodEstimator(known, rows[0].kind)
        for place in np.flatnonzero(fold == part).tolist():
            row = rows[place]
            guesses[place] = estimator.guess(row.genres, row.year, row.creators)
    return guesses


def _by_table(row: CatalogEntry) -> tuple[float, float]:
    found = [GENRE_TABLE[genre] for genre in row.genres]
    valence, energy = np.mean(found, axis=0)
    return float(valence), float(energy)


def _correlations(pairs: Sequence[tuple[CatalogEntry, tuple[float, float]]]) -> tuple[str, str]:
    ours = np.array([(row.valence, row.energy) for row, _ in pairs])
    guessed = np.array([guess for _, guess in pairs])
    valence = rank_correlation(ours[:, 0], guessed[:, 0])
    energy = rank_correlation(ours[:, 1], guessed[:, 1])
    return f"{valence:.2f}", f"{energy:.2f}"


if __name__ == "__main__":
    main()
