"""Runs a recipe from data to a finished model; what is interrupted can be resumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from mien.core.errors import UsageError
from mien.training.backend import keras, torch
from mien.training.datasets import Dataset, DatasetError, load
from mien.training.evaluate import EmotionReport
from mien.training.finish import finish
from mien.training.history import EpochRow, to_csv
from mien.training.nets import build_net
from mien.training.recipes import Recipe, load_recipe
from mien.training.recipes.check import LAST
from mien.training.run_folder import RunFolder
from mien.training.start import freeze, start_from
from mien.training.targets import FloatArray
from mien.training.teacher import teacher_answers
from mien.training.trainer import StepReport, Trainer, Weights

_FEWEST: Final = 2
_TEACHER: Final = "teacher"


@dataclass(frozen=True, slots=True)
class Progress:
    """What is told after each step, and with the epoch's figures after each epoch."""

    step: StepReport
    epoch: EpochRow | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """A finished run.

    Attributes:
        folder: of the run; a bundle that `mien evaluate emotion --model` takes.
        epochs: passes over the training split.
        minutes: that training took.
        reports: figures on the choosing split by the name of their labels.
    """

    folder: Path
    epochs: int
    minutes: float
    reports: Mapping[str, EmotionReport]


def train(
    recipe: str | Path,
    data: str | Path | Dataset,
    run_dir: str | Path,
    *,
    overrides: Mapping[str, str] | None = None,
    resume: bool = False,
    progress: Callable[[Progress], None] | None = None,
    notify: Callable[[str], None] | None = None,
) -> RunResult:
    """Train a model and write it, its card and its figures into a run folder.

    A checkpoint is written after each epoch. Whatever stops the run in between (an exception from
    `progress`, `KeyboardInterrupt`, a kill) costs the epoch under way; with `resume` it goes on
    and, by the same seed, comes to the same end as without the stop.

    Args:
        recipe: name of a committed recipe or path of a TOML file; a resumed run follows its own.
        data: path that `datasets.load` takes, or data already loaded.
        run_dir: folder of the run.
        overrides: see `load_recipe`; not together with `resume`.
        resume: go on with the run in `run_dir`.
        progress: called after each step and after each epoch.
        notify: called with a sentence when something is done otherwise than the recipe asks.

    Raises:
        DatasetError: the data can't be read or lack a split of the recipe.
        UsageError: the recipe is not understood, its weights can't be used, the folder already
            holds a run, or it holds none to resume.
    """
    dataset = data if isinstance(data, Dataset) else load(data)
    folder = RunFolder(Path(run_dir))
    if resume:
        if overrides:
            raise UsageError(
                "A resumed run follows its own recipe.", "Leave the overrides out, or start anew."
            )
        resolved = folder.resume(dataset)
    else:
        if folder.begun:
            raise UsageError(
                f"{folder.path} already holds a run.", "Resume it, or name another folder."
            )
        resolved = load_recipe(recipe, overrides)
    trainer = _prepare(resolved, dataset, folder, resume=resume, notify=notify or (lambda _: None))
    _learn(trainer, folder, progress or (lambda _: None))
    # A kill between the last checkpoint and its row left the file a row short.
    folder.write_text("epochs.csv", to_csv(trainer.rows))
    weights = _kept(trainer, folder)
    seconds = trainer.clock.seconds
    reports = finish(folder, resolved, weights, rows=trainer.rows, seconds=seconds, data=dataset)
    return RunResult(folder.path, len(trainer.rows), seconds / 60, reports)


def _prepare(
    recipe: Recipe,
    data: Dataset,
    folder: RunFolder,
    *,
    resume: bool,
    notify: Callable[[str], None],
) -> Trainer:
    """Return a trainer at the start of the run, or where the last checkpoint left it."""
    train_split = _split(data, recipe.data.train, "data.train")
    choose = _split(data, recipe.data.choose, "data.choose")
    if recipe.run.threads > 0:
        torch.set_num_threads(recipe.run.threads)
    teacher = _taught(recipe, train_split, folder, resume=resume)
    keras.utils.set_random_seed(recipe.run.seed)
    size = recipe.net.size if len(recipe.schedule.sizes) == 1 else None
    model = build_net(recipe.net, size)
    state = folder.load("last") if resume else None
    if state is None:
        # Also where a run was stopped before its first checkpoint.
        start = start_from(model, recipe.net)
        folder.begin(recipe, data, start)
        if teacher is not None:
            folder.save(_TEACHER, {"answers": torch.from_numpy(teacher)})
        if start.note:
            notify(start.note)
    freeze(model, recipe.net, folder.start.origin)
    trainer = Trainer(recipe, model, train_split, choose, teacher)
    if state is not None:
        trainer.restore(state)
    return trainer


def _taught(recipe: Recipe, data: Dataset, folder: RunFolder, *, resume: bool) -> FloatArray | None:
    """Return the teacher's answers; asking it again takes minutes on one core."""
    kept = folder.load(_TEACHER) if resume else None
    return teacher_answers(recipe, data) if kept is None else kept["answers"].numpy()


def _split(data: Dataset, name: str, key: str) -> Dataset:
    """Return the pictures of a split that the recipe names under `key`."""
    try:
        found = data.split(name)
    except DatasetError as error:
        raise DatasetError(error.detail, f"{error.hint} Name one with --set {key}=NAME.") from error
    if len(found) < _FEWEST:
        raise DatasetError(
            f"The split {name!r} has only {len(found)} picture.", f"It needs {_FEWEST} or more."
        )
    return found


def _learn(trainer: Trainer, folder: RunFolder, tell: Callable[[Progress], None]) -> None:
    """Go on until a limit of the recipe is reached."""
    patience = trainer.recipe.schedule.patience
    while trainer.clock.done < 1 and not _out_of_patience(trainer.rows, patience):
        last: list[StepReport] = []

        def report(step: StepReport, last: list[StepReport] = last) -> None:
            last[:] = [step]
            tell(Progress(step))

        row = trainer.epoch(report)
        state = trainer.state()
        if _is_best(trainer.rows):
            folder.save("best", {"average": state["average"], "epoch": row.epoch})
        folder.save("last", state)
        folder.write_text("epochs.csv", to_csv(trainer.rows))
        if last:
            tell(Progress(last[0], row))


def _kept(trainer: Trainer, folder: RunFolder) -> Weights:
    """Return the weights that the recipe wants to keep."""
    if trainer.recipe.schedule.keep == LAST:
        return trainer.last_weights()
    best = folder.load("best")
    return trainer.averaged_weights() if best is None else [w.numpy() for w in best["average"]]


def _is_best(rows: list[EpochRow]) -> bool:
    """Whether the last epoch was measured and no earlier one was better."""
    return rows[-1].score is not None and rows[-1].score >= max(_scores(rows))


def _out_of_patience(rows: list[EpochRow], patience: int) -> bool:
    known = _scores(rows)
    if patience <= 0 or not known:
        return False
    return len(known) - 1 - int(np.argmax(known)) >= patience


def _scores(rows: list[EpochRow]) -> list[float]:
    return [row.score for row in rows if row.score is not None]
