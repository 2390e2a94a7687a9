"""Our own valence and energy beside what others heard in the same songs.

The values of the catalogue were given without a look at these labels, and none is corrected by
them: the comparison says how far one editor's ear agrees with other people's.

    python -m benchmarks.catalogue_labels --data DIR
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu, spearmanr

from benchmarks.outside.moods import HeardSongs, deezer, english_moods, hindi_moods, pmemo
from benchmarks.report import print_table
from mien.catalog.load import load_rows
from mien.core.catalog_entry import CatalogEntry
from mien.core.media import Kind

RESAMPLES = 2000


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    songs = [row for row in load_rows() if row.kind is Kind.MUSIC]
    points = (("PMEmo (listeners)", pmemo(data)), ("Deezer (tags)", deezer(data)))
    print_table(
        ("set", "language", "songs", "Spearman valence [95 %]", "Spearman energy [95 %]"),
        (line for name, heard in points for line in _point_lines(name, heard, songs)),
    )
    print()
    moods = (
        ("Hindi moods (one labeller)", hindi_moods(data)),
        ("English moods", english_moods(data)),
    )
    print_table(
        ("set", "language", "happy", "sad", "AUC valence [95 %]", "AUC valence + energy"),
        (line for name, heard in moods for line in _mood_lines(name, heard, songs)),
    )


def _point_lines(
    name: str, heard: HeardSongs, songs: Sequence[CatalogEntry]
) -> Iterator[tuple[str, ...]]:
    known = [(row, point) for row in songs if (point := heard.point_of(row))]
    for language, chosen in _languages([row for row, _ in known]):
        pairs = [(row, point) for row, point in known if row in chosen]
        valence = [(row.valence, point[0]) for row, point in pairs]
        energy = [(row.energy, point[1]) for row, point in pairs]
        yield name, language, str(len(pairs)), _rank_correlation(valence), _rank_correlation(energy)


def _mood_lines(
    name: str, heard: HeardSongs, songs: Sequence[CatalogEntry]
) -> Iterator[tuple[str, ...]]:
    known = {row.id: mood for row in songs if (mood := heard.mood_of(row)) in ("happy", "sad")}
    for language, chosen in _languages([row for row in songs if row.id in known]):
        happy = [row for row in chosen if known[row.id] == "happy"]
        sad = [row for row in chosen if known[row.id] == "sad"]
        by_valence = _area([r.valence for r in happy], [r.valence for r in sad])
        by_both = _area([r.valence + r.energy for r in happy], [r.valence + r.energy for r in sad])
        yield name, language, str(len(happy)), str(len(sad)), by_valence, by_both


def _languages(rows: Sequence[CatalogEntry]) -> Iterator[tuple[str, list[CatalogEntry]]]:
    """Yield the rows of each language that has at least ten."""
    for language in sorted({row.language for row in rows}):
        chosen = [row for row in rows if row.language == language]
        if len(chosen) >= 10:
            yield language, chosen


def _rank_correlation(pairs: Sequence[tuple[float, float]]) -> str:
    values = np.array(pairs)
    rho = spearmanr(values[:, 0], values[:, 1]).statistic
    rng = np.random.default_rng(0)
    draws = rng.integers(0, len(values), (RESAMPLES, len(values)))
    spread = [spearmanr(values[d, 0], values[d, 1]).statistic for d in draws]
    return _with_interval(rho, np.array(spread))


def _area(happy: Sequence[float], sad: Sequence[float]) -> str:
    if min(len(happy), len(sad)) < 5:
        return "-"
    rng = np.random.default_rng(0)
    first, second = np.array(happy), np.array(sad)
    spread = [
        _auc(rng.choice(first, len(first)), rng.choice(second, len(second)))
        for _ in range(RESAMPLES)
    ]
    return _with_interval(_auc(first, second), np.array(spread))


def _auc(happy: NDArray[np.float64], sad: NDArray[np.float64]) -> float:
    """Return the share of pairs in which the happy song has the higher value."""
    return float(mannwhitneyu(happy, sad).statistic / (len(happy) * len(sad)))


def _with_interval(value: float, spread: NDArray[np.float64]) -> str:
    low, high = np.percentile(spread, (2.5, 97.5))
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    main()
