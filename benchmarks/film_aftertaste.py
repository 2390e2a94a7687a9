"""Learns the table of the emotion a film leaves, as it ships, from LDOS-CoMoDa.

python -m benchmarks.film_aftertaste --data FOLDER > film-aftertaste.csv
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from mien.core.emotions import EMOTIONS
from mien.evaluation.arrays import indicators
from mien.evaluation.datasets.ldos import load

_CODES: Final = {
    "angry": 5,
    "disgust": 6,
    "fear": 3,
    "happy": 2,
    "sad": 1,
    "surprise": 4,
    "neutral": 7,
}
_FEWEST: Final = 10
_UNNAMED: Final = frozenset(("code5", "Adult"))
_HEAD: Final = """\
# The emotion that viewers name as dominant for a film, from its genres.
# Log-odds weights of a multinomial logistic regression (L2, C = 0.1): add the row `every-film` and
# the rows of a film's genres, then take the softmax. `views` is how many ratings carry the genre.
# Learned from {views:,} film viewings of LDOS-CoMoDa (Kosir et al. 2011, University of Ljubljana;
# its genre codes are inferred). These weights only, none of its rows, are part of Mien.
"""


def main() -> None:
    """Fit and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    viewings = load(parser.parse_args().data)
    viewings = viewings.part(np.flatnonzero(viewings.emotion > 0))
    words = [word for word in viewings.genre_words() if word not in _UNNAMED]
    table = indicators(viewings.genres, words)
    often = table.sum(axis=0) >= _FEWEST
    words = [word for word, kept in zip(words, often.tolist(), strict=True) if kept]
    table = table[:, often]
    fitted = LogisticRegression(C=0.1, max_iter=1000).fit(table, viewings.emotion)
    classes = list(fitted.classes_)
    order = [classes.index(_CODES[emotion]) for emotion in EMOTIONS]
    print(_HEAD.format(views=len(table)), end="")
    print("genre,views," + ",".join(EMOTIONS))
    _print_row("every-film", len(table), fitted.intercept_[order])
    for number, word in enumerate(words):
        _print_row(word.lower(), int(table[:, number].sum()), fitted.coef_[order, number])


def _print_row(
    name: str, views: int, weights: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    # Adding 0 turns -0.00 into 0.00.
    print(f"{name},{views}," + ",".join(f"{round(weight, 2) + 0:.2f}" for weight in weights))


if __name__ == "__main__":
    main()
