"""T5: finding the films that people tagged with a mood; MovieLens small."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.datasets.files import (
    Columns,
    Numbers,
    numbers,
    read_columns,
    require_training_extra,
)
from mien.evaluation.intervals import RowArray, Statistic, gain_of
from mien.evaluation.report import Bar, Gain, Row, TaskReport

_MOOD_TAGS: Final = {
    "funny": "funny,hilarious,comedy,dark comedy,quirky,witty,satire,humorous,very funny,"
    "black comedy",
    "feel-good": "feel-good,feel good movie,heartwarming,uplifting,touching,sweet,inspirational,"
    "inspiring,hopeful,cute,charming",
    "sad": "sad,depressing,bittersweet,melancholy,tragedy,tear jerker,emotional,heartbreaking,"
    "melancholic,sentimental",
    "scary": "scary,horror,creepy,frightening,terrifying,eerie,suspenseful,tense,suspense",
    "disturbing": "disturbing,dark,bleak,violent,gritty,gory,grim,violence",
    "thought-provoking": "thought-provoking,philosophical,mindfuck,psychological,cerebral,"
    "intellectual,surreal,atmospheric",
    "exciting": "action,exciting,fast-paced,adrenaline,intense,adventure,superhero",
    "relaxing": "beautiful,visually appealing,dreamlike,calm,meditative,cinematography,poetic,"
    "relaxing",
}
_HAND: Final = {
    "funny": ("Comedy",),
    "feel-good": ("Comedy", "Romance", "Children", "Animation", "Musical"),
    "sad": ("Drama", "War"),
    "scary": ("Horror", "Thriller"),
    "disturbing": ("Crime", "Thriller", "Film-Noir", "Horror"),
    "thought-provoking": ("Documentary", "Mystery", "Sci-Fi", "Drama"),
    "exciting": ("Action", "Adventure"),
    "relaxing": ("Documentary", "Fantasy", "Romance"),
}
"""What student projects show for each mood."""

_FOLDS: Final = 5
_TOP: Final = 20
_LEAST_RATINGS: Final = 3
_LEAST_TAGGED: Final = 3
_FACTORS: Final = 32
_OUR_FACTORS: Final = (32, 64, 96)
_FACTOR_WEIGHT: Final = 2.0
_TAG_WEIGHT: Final = 0.7

AP: Final = "mean AP"
AT_TOP: Final = "P@20"
PLAIN: Final = "genres + who rated it"
OURS: Final = "genres + who rated it + other tags + popularity"


@dataclass(frozen=True, slots=True)
class TaggedFilms:
    """The films with a tag.

    Attributes:
        genres: [films, genres] of 0 and 1.
        words: names of the genres.
        factors: [films, factors] of who rated them how, for each number of factors.
        other_tags: [films, tags] of 0 and 1: tags that name none of the moods.
        popularity: [films, 1], logarithm of the number of ratings, standardised.
        fitting: [moods, films], whether a tag of the mood was given.
    """

    genres: Numbers
    words: list[str]
    factors: dict[int, Numbers]
    other_tags: Numbers
    popularity: Numbers
    fitting: NDArray[np.bool_]


def evaluate(data: Path) -> TaskReport:
    """Run the task on `data`/films/movielens_small.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    require_training_extra()
    films = load(data / "films" / "movielens_small")
    plain = films.factors[_FACTORS] * _FACTOR_WEIGHT
    tables = {
        "genres": [films.genres],
        "who rated it": [plain],
        PLAIN: [np.hstack([films.genres, plain])],
        OURS: _our_features(films),
    }
    scores = {"hand genre map": np.array([_by_hand(films, mood) for mood in _MOOD_TAGS])}
    for name, some in tables.items():
        scores[name] = np.array([_learned(some, fitting) for fitting in films.fitting])
    return _report(scores, films)


def load(folder: Path) -> TaggedFilms:
    """Read the films with a tag, in the order of the first tags."""
    tags, movies = read_columns(folder / "tags.csv"), read_columns(folder / "movies.csv")
    ratings = read_columns(folder / "ratings.csv")
    films = list(dict.fromkeys(tags["movieId"]))
    place_of = {film: place for place, film in enumerate(films)}
    given = [tag.lower().strip() for tag in tags["tag"]]
    moods = [frozenset(words.split(",")) for words in _MOOD_TAGS.values()]
    counts = Counter(given)
    neutral = [
        tag for tag in counts if counts[tag] >= _LEAST_TAGGED and not any(tag in m for m in moods)
    ]
    column_of = {tag: column for column, tag in enumerate(neutral)}
    fitting = np.zeros((len(moods), len(films)), dtype=np.bool_)
    other_tags = np.zeros((len(films), len(neutral)))
    for film, tag in zip(tags["movieId"], given, strict=True):
        fitting[[tag in mood for mood in moods], place_of[film]] = True
        if tag in column_of:
            other_tags[place_of[film], column_of[tag]] = 1.0
    genres_of = {
        film: genres.split("|")
        for film, genres in zip(movies["movieId"], movies["genres"], strict=True)
    }
    words = sorted({word for genres in genres_of.values() for word in genres})
    rated = Counter(ratings["movieId"])
    popularity = np.log1p(np.array([float(rated[film]) for film in films]))
    return TaggedFilms(
        genres=np.array([[float(word in genres_of[film]) for word in words] for film in films]),
        words=words,
        factors=_factors(ratings, rated, films),
        other_tags=other_tags,
        popularity=((popularity - popularity.mean()) / (popularity.std() or 1.0))[:, None],
        fitting=fitting,
    )


def _factors(ratings: Columns, rated: Counter[str], films: list[str]) -> dict[int, Numbers]:
    """Return directions of who rated each film above their own mean; 0 for hardly rated films."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    known = sorted((film for film in rated if rated[film] >= _LEAST_RATINGS), key=int)
    column_of = {film: column for column, film in enumerate(known)}
    kept = np.array([film in column_of for film in ratings["movieId"]])
    # In the order of the numbers: what is found depends a little on the order of the people.
    _, person = np.unique(numbers(ratings["userId"])[kept], return_inverse=True)
    column = np.array([column_of[f] for f in ratings["movieId"] if f in column_of], dtype=np.intp)
    rating = numbers(ratings["rating"])[kept]
    means = np.bincount(person, rating) / np.bincount(person)
    table = np.zeros((len(means), len(known)))
    table[person, column] = rating - means[person] + 0.1
    rows = np.array([column_of.get(film, -1) for film in films])
    found = {}
    for count in _OUR_FACTORS:
        fitted = TruncatedSVD(min(count, *table.shape), random_state=0).fit(table)
        directions = fitted.components_.T
        directions /= np.linalg.norm(directions, axis=1, keepdims=True) + 1e-9
        found[count] = np.where((rows >= 0)[:, None], directions[rows], 0.0)
    return found


def _our_features(films: TaggedFilms) -> list[Numbers]:
    facts = [films.genres, films.popularity, _TAG_WEIGHT * films.other_tags]
    return [np.hstack([*facts, _FACTOR_WEIGHT * each]) for each in films.factors.values()]


def _by_hand(films: TaggedFilms, mood: str) -> Numbers:
    wanted = [films.words.index(word) for word in _HAND[mood] if word in films.words]
    shares = films.genres[:, wanted].sum(axis=1) / np.maximum(films.genres.sum(axis=1), 1)
    return np.asarray(shares, dtype=np.float64)


def _learned(tables: list[Numbers], fitting: NDArray[np.bool_]) -> Numbers:
    """Return out-of-fold probabilities; of several tables one is chosen inside the training part.

    Args:
        tables: [films, features] each.
        fitting: [films].
    """
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415

    found = np.zeros(len(fitting))
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(tables[0], fitting):
        table = tables[0]
        if len(tables) > 1:
            inner, held = next(iter(folds.split(table[train], fitting[train])))
            table = max(
                tables,
                key=lambda each: _average_precision(
                    fitting[train[held]],
                    _probabilities(each, fitting, train[inner], train[held]),
                ),
            )
        found[test] = _probabilities(table, fitting, train, test)
    return found


def _probabilities(
    table: Numbers, fitting: NDArray[np.bool_], train: RowArray, test: RowArray
) -> Numbers:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    fitted = LogisticRegression(C=1.0, max_iter=500).fit(table[train], fitting[train])
    return np.asarray(fitted.predict_proba(table[test])[:, 1], dtype=np.float64)


def _average_precision(fitting: NDArray[np.bool_], scores: Numbers) -> float:
    from sklearn.metrics import average_precision_score  # noqa: PLC0415

    return float(average_precision_score(fitting, scores)) if fitting.any() else 0.0


def _mean_precision(films: TaggedFilms, scores: Numbers) -> Statistic:
    return lambda rows: float(
        np.mean(
            [
                _average_precision(fitting[rows], row[rows])
                for fitting, row in zip(films.fitting, scores, strict=True)
            ]
        )
    )


def _report(scores: dict[str, Numbers], films: TaggedFilms) -> TaskReport:
    count = films.fitting.shape[1]
    everything = np.arange(count)
    base = {AP: float(films.fitting.mean()), AT_TOP: float(films.fitting.mean())}
    rows = [Row("share of films tagged so", base)]
    for name, of_row in scores.items():
        best = np.argsort(-of_row, axis=1, kind="stable")[:, :_TOP]
        metrics = {
            AP: _mean_precision(films, of_row)(everything),
            AT_TOP: float(np.take_along_axis(films.fitting, best, axis=1).mean()),
        }
        gains: tuple[Gain, ...] = ()
        if name == OURS:
            pair = (_mean_precision(films, of_row), _mean_precision(films, scores[PLAIN]))
            gains = (gain_of(PLAIN, AP, *pair, everything),)
        rows.append(Row(name, metrics, ours=name == OURS, gains=gains))
    return TaskReport(
        task="T5",
        title="films that were tagged with a mood",
        data=f"MovieLens small, {count} tagged films, {len(_MOOD_TAGS)} moods, {_FOLDS} folds",
        rows=tuple(rows),
        bars=(Bar(OURS, AP, 0.223, 0.30), Bar(OURS, AT_TOP, 0.325, 0.45)),
        remarks=(
            (
                "The number of factors is chosen inside each training part; no tag that names one "
                "of the moods is a feature."
            ),
            "A film without the tag may fit the mood all the same: few people gave tags.",
        ),
    )
