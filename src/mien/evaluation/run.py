"""The tasks by name, and running them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from mien.core.errors import UsageError
from mien.core.media import Item
from mien.evaluation.names import ALL, NAMES
from mien.evaluation.report import TaskReport
from mien.evaluation.tasks import (
    car_rating,
    film_emotion,
    film_mood,
    film_rating,
    film_tags,
    journeys,
    next_films,
    song_affect,
    song_class,
    song_effects,
    song_liking,
)

_TASKS: Final[dict[str, Callable[[Path, Sequence[Item]], Iterable[TaskReport]]]] = {
    "T1": lambda data, _: [next_films.evaluate(data)],
    "T2": lambda data, _: [film_rating.evaluate(data)],
    "T3": lambda data, _: [film_mood.evaluate(data)],
    "T4": lambda data, _: [film_emotion.evaluate(data)],
    "T5": lambda data, _: [film_tags.evaluate(data)],
    "T6": lambda data, _: [song_class.evaluate(data)],
    "T7": lambda data, _: [song_affect.evaluate(data)],
    "T8": lambda data, _: [song_liking.evaluate(data), *song_effects.evaluate(data)],
    "InCarMusic": lambda data, _: [car_rating.evaluate(data)],
    "hindi": lambda data, _: [song_class.evaluate_hindi(data)],
    "journey": journeys.evaluate,
}


def run(task: str, data: Path, items: Sequence[Item]) -> Iterator[TaskReport]:
    """Yield the reports of a task, or of all, as they are done.

    Args:
        task: one of `NAMES`, or `all`.
        data: the folder with `listening`, `films` and `songs`.
        items: the catalogue that journeys are walked over as well.

    Raises:
        UsageError: there is no such task.
        EvaluationDataError: a file is missing.
        MissingExtraError: a task needs scikit-learn, which is not installed.
    """
    known = {name.lower(): name for name in (*NAMES, ALL)}
    name = known.get(task.strip().lower())
    if name is None:
        raise UsageError(f"{task!r} is not a task.", f"Use one of: {', '.join((*NAMES, ALL))}.")
    for each in NAMES if name == ALL else (name,):
        yield from _TASKS[each](data, items)
