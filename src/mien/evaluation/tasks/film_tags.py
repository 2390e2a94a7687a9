"""T5: finding the films that people tagged with a mood; MovieLens small."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mien.evaluation.arrays import Numbers, RowArray, indicators
from mien.evaluation.datasets.files import Columns, numbers, read_columns, require_training_extra
from mien.evaluation.datasets.movielens import FOLDER, genre_words, genres_by_film
from mien.evaluation.intervals import Statistic, compare, mean_statistic, statistic_of
from mien.evaluation.models.rating_factors import rating_factors
from mien.evaluation.report import Bar, Metrics, TaskReport, task_report

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
    films = load(data)
    scores = _scores(films)

    def mean_precision(method: str) -> Statistic:
        return mean_statistic(
            [
                statistic_of(_average_precision, fitting, of_mood)
                for fitting, of_mood in zip(films.fitting, scores[method], strict=True)
            ]
        )

    count, share = films.fitting.shape[1], float(films.fitting.mean())
    figures: dict[str, Metrics] = {"share of films tagged so": {AP: share, AT_TOP: share}}
    for method, of_moods in scores.items():
        best = np.argsort(-of_moods, axis=1, kind="stable")[:, :_TOP]
        figures[method] = {
            AP: mean_precision(method)(np.arange(count)),
            AT_TOP: float(np.take_along_axis(films.fitting, best, axis=1).mean()),
        }
    return task_report(
        task="T5",
        title="films that were tagged with a mood",
        data=f"MovieLens small, {count} tagged films, {len(_MOOD_TAGS)} moods, {_FOLDS} folds",
        figures=figures,
        ours={OURS},
        gains=compare({OURS: (PLAIN,)}, {AP: mean_precision}, np.arange(count)),
        bars=(Bar(OURS, AP, 0.223, 0.30), Bar(OURS, AT_TOP, 0.325, 0.45)),
        remarks=(
            (
                "The number of factors is chosen inside each training part; no tag that names one "
                "of the moods is a feature."
            ),
            "A film without the tag may fit the mood all the same: few people gave tags.",
        ),
    )


def load(data: Path) -> TaggedFilms:
    """Read the films with a tag, in the order of the first tags."""
    tags, ratings = (read_columns(data / FOLDER / name) for name in ("tags.csv", "ratings.csv"))
    films = list(dict.fromkeys(tags["movieId"]))
    fitting, other_tags = _tag_tables(films, tags)
    genres_of = genres_by_film(data)
    words = genre_words(genres_of)
    rated = Counter(ratings["movieId"])
    popularity = np.log1p(np.array([float(rated[film]) for film in films]))
    return TaggedFilms(
        genres=indicators([genres_of[film] for film in films], words),
        words=words,
        factors=rating_factors(
            person=numbers(ratings["userId"]).astype(np.intp),
            item=numbers(ratings["movieId"]).astype(np.intp),
            rating=numbers(ratings["rating"]),
            of=numbers(films).astype(np.intp),
            counts=_OUR_FACTORS,
        ),
        other_tags=other_tags,
        popularity=((popularity - popularity.mean()) / (popularity.std() or 1.0))[:, None],
        fitting=fitting,
    )


def _tag_tables(films: list[str], tags: Columns) -> tuple[NDArray[np.bool_], Numbers]:
    """Return [moods, films], whether a tag of the mood was given, and [films, other tags]."""
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
    return fitting, other_tags


def _scores(films: TaggedFilms) -> dict[str, Numbers]:
    """Return [moods, films] for each method."""
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
    return scores


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
