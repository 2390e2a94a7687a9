"""Labelled pictures of faces, and what can be asked of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mien.core.emotions import EMOTIONS
from mien.core.errors import InputError

SIZE: Final = 48
"""Pixels a side of every picture."""

VOTE_COLUMNS: Final = 10
"""Columns of the FER+ votes, in that order: neutral, happiness, surprise, sadness, anger, disgust,
fear, contempt, unknown, not a face."""


class DatasetError(InputError):
    """A data set that can't be used as it is; the detail says what and where."""

    code = "dataset-invalid"
    title = "The data set can't be used"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Pictures with their labels.

    Attributes:
        images: uint8 [n, 48, 48], grey.
        labels: uint8 [n], place of the emotion in `EMOTIONS`.
        usage: str [n], name of the split of each picture.
        votes: uint8 [n, 10], how many of ten people chose each column of FER+, or None.
    """

    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    usage: npt.NDArray[np.str_]
    votes: npt.NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        """Return how many pictures there are."""
        return len(self.images)

    @property
    def splits(self) -> tuple[str, ...]:
        """Names of the splits in the order in which they first appear."""
        names, first = np.unique(self.usage, return_index=True)
        return tuple(str(name) for name in names[np.argsort(first)])

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many pictures each split has of each emotion."""
        return {
            split: {
                emotion: int(np.count_nonzero((self.usage == split) & (self.labels == place)))
                for place, emotion in enumerate(EMOTIONS)
            }
            for split in self.splits
        }

    def split(self, name: str) -> Dataset:
        """Return the pictures of one split; `name` matches without regard to case.

        Raises:
            DatasetError: no split has this name.
        """
        for split in self.splits:
            if split.lower() == name.strip().lower():
                return self.subset(self.usage == split)
        raise DatasetError(
            f"The data has no split {name!r}.", f"It has: {', '.join(self.splits) or 'none'}."
        )

    def subset(self, chosen: npt.NDArray[np.bool_]) -> Dataset:
        """Return the pictures where `chosen`, bool [n], is true."""
        votes = None if self.votes is None else self.votes[chosen]
        return Dataset(self.images[chosen], self.labels[chosen], self.usage[chosen], votes)

    def fingerprint(self) -> str:
        """Return a SHA-256, in hex, over all pictures, labels, splits and votes."""
        digest = hashlib.sha256()
        for part in (self.images, self.labels, self.votes):
            digest.update(b"none" if part is None else np.ascontiguousarray(part).tobytes())
        digest.update("\n".join(self.usage.tolist()).encode())
        return digest.hexdigest()
