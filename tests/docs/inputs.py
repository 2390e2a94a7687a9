"""The files that the docs' examples name, made small, in the folder an example runs in."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from PIL import Image

import mien.vision
from mien.core.emotions import EMOTIONS
from tests.factories.faces import make_dataset
from tests.factories.tables import tracks_csv, write_csv
from tests.factories.videos import nobody, with_portrait, write_video

FERPLUS_HEADER = (
    *("Usage", "Image name", "neutral", "happiness", "surprise", "sadness", "anger"),
    *("disgust", "fear", "contempt", "unknown", "NF"),
)


def make_inputs(folder: Path, portrait: np.ndarray, photo: bytes) -> None:
    """Put everything there.

    Args:
        folder: where the examples run.
        portrait: a face, uint8 [512, 512, 3].
        photo: the same as a JPEG file.
    """
    for name in ("holiday.jpg", "portrait.jpg"):
        (folder / name).write_bytes(photo)
    Image.fromarray(nobody()).save(folder / "wall.jpg")
    frames = [with_portrait(portrait), nobody(), with_portrait(portrait)]
    write_video(folder / "clip.mp4", frames, fps=2.0)
    _make_tables(folder)
    _make_faces(folder)
    for run in ("runs/first", "third"):
        # A finished run has the files of the shipped model.
        shutil.copytree(Path(mien.vision.__file__).parent / "models" / "emotion", folder / run)


def _make_tables(folder: Path) -> None:
    for seed, name in enumerate(("my-tracks.csv", "tracks.csv")):
        tracks_csv(folder / name, 60, seed=seed)
    mine = [[f"Tune {n}", f"Band {n}", 1990 + n] for n in range(5)]
    write_csv(folder / "mine.csv", ("Name", "Artist", "Date"), mine)
    films = [[f"Old Film {n}", f"Maker {n}", "Drama"] for n in range(5)]
    write_csv(folder / "films.csv", ("Film", "Director", "Genre"), films, encoding="latin-1")
    movielens = folder / "ml-latest-small"
    movielens.mkdir()
    movies = [[n, f"Film {n} (1995)", "Drama"] for n in range(5)]
    write_csv(movielens / "movies.csv", ("movieId", "title", "genres"), movies)


def _make_faces(folder: Path) -> None:
    """Write the same made pictures in three of the layouts that `--data` takes."""
    count = len(EMOTIONS)
    data = make_dataset([*range(count)] * 2, usage=["Training"] * count + ["PublicTest"] * count)
    rows = [
        [label, " ".join(map(str, image.ravel())), usage]
        for image, label, usage in zip(data.images, data.labels, data.usage, strict=True)
    ]
    write_csv(folder / "fer2013.csv", ("emotion", "pixels", "Usage"), rows)
    votes = [[usage, "", *row] for usage, row in zip(data.usage, data.votes, strict=True)]
    write_csv(folder / "fer2013new.csv", FERPLUS_HEADER, votes)
    np.savez(
        folder / "fer2013_train_valid.npz",
        image=data.images,
        label=data.labels,
        usage=data.usage,
        votes=data.votes,
    )
    for place, (image, label) in enumerate(zip(data.images, data.labels, strict=True)):
        split = "train" if data.usage[place] == "Training" else "test"
        of_emotion = folder / "fer2013" / split / EMOTIONS[label]
        of_emotion.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(of_emotion / f"{place}.png")
