"""Tables as other programs write them, made for a test."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

TRACK_COLUMNS = (
    *("track_id", "artists", "album_name", "track_name", "release_date", "popularity"),
    *("energy", "loudness", "valence", "tempo", "track_genre"),
)


def write_csv(
    path: Path, header: Sequence[str], rows: Sequence[Sequence[object]], encoding: str = "utf-8"
) -> Path:
    """Write a table and return its path."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def tracks(count: int, *, seed: int = 0) -> list[list[object]]:
    """Return rows of TRACK_COLUMNS with features such as real songs have."""
    rng = np.random.default_rng(seed)
    energy = rng.beta(2.5, 1.6, count)
    valence = 0.25 * energy + 0.75 * rng.beta(1.7, 1.7, count)
    loudness = 20 * energy - 25 + rng.normal(0, 3, count)
    return [
        [
            f"{n:022d}",
            f"Artist {n}",
            f"Album {n}",
            f"Track {n}",
            f"{1950 + n % 70}-03-01",
            n % 100,
            f"{energy[n]:.3f}",
            f"{loudness[n]:.3f}",
            f"{valence[n]:.3f}",
            120,
            "rock",
        ]
        for n in range(count)
    ]


def tracks_csv(path: Path, count: int = 200, *, seed: int = 0) -> Path:
    """Write a table of tracks."""
    return write_csv(path, TRACK_COLUMNS, tracks(count, seed=seed))
