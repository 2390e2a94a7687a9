"""`mien train`: teach an emotion model, with runs that can be resumed."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mien.core.errors import UsageError

if TYPE_CHECKING:
    from mien.training.datasets import Dataset
    from mien.training.engine import Progress, RunResult
    from mien.training.history import EpochRow


@click.command("train")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="fer2013.csv, a folder train/<emotion>/*.jpg, or an .npz.",
)
@click.option("--recipe", default="mien", show_default=True, help="Name, or path of a .toml file.")
@click.option("--run", "run_dir", type=click.Path(path_type=Path), help="Folder of the run.")
@click.option("--resume", is_flag=True, help="Go on with the run in --run.")
@click.option(
    "--weights",
    metavar="FILE|imagenet|none",
    help="What the net starts from: an earlier run's model.keras, Keras weights of its base, those "
    "of ImageNet (downloaded), or nothing.  [default: as the recipe]",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="KEY=VALUE",
    help="Override a value of the recipe, such as schedule.epochs=3.",
)
def command(
    *,
    data: Path,
    recipe: str,
    run_dir: Path | None,
    resume: bool,
    weights: str | None,
    settings: tuple[str, ...],
) -> None:
    """Train an emotion model by a recipe (needs `mien[train]`).

    Ctrl-C or a kill costs at most the epoch under way: `--resume` goes on.
    """
    from mien.training.datasets import load
    from mien.training.recipes import load_recipe
    from mien.training.recipes.parse import to_literal

    if resume and run_dir is None:
        raise UsageError("Which run?", "Name its folder with --run.")
    folder = run_dir or Path("runs") / f"{Path(recipe).stem}-{_now():%Y%m%d-%H%M%S}"
    overrides = dict(_override(text) for text in settings)
    if weights is not None:
        overrides["net.weights"] = to_literal("" if weights.lower() == "none" else weights)
    if not resume:
        load_recipe(recipe, overrides)  # what is wrong with it is said before anything is loaded
    dataset = load(data)
    _print_found(dataset)
    try:
        result = _run(recipe, dataset, folder, overrides, resume=resume)
    except KeyboardInterrupt:
        again = shlex.join(["mien", "train", "--data", f"{data}", "--run", f"{folder}", "--resume"])
        raise click.ClickException(f"Stopped. Go on with: {again}") from None
    _print_result(result)


def _run(
    recipe: str, dataset: Dataset, folder: Path, overrides: dict[str, str], *, resume: bool
) -> RunResult:
    from rich import progress as rich_progress
    from rich.console import Console

    from mien.training.engine import train

    columns = (
        rich_progress.TextColumn("{task.description}"),
        rich_progress.BarColumn(),
        rich_progress.TaskProgressColumn(),
        rich_progress.TextColumn("{task.fields[left]}"),
    )
    with rich_progress.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("starting", total=1.0, left="")

        def show(progress: Progress) -> None:
            step = progress.step
            bar.update(
                task,
                completed=step.done,
                description=f"epoch {step.epoch}, loss {step.loss:.3f}",
                left=_left(step.seconds_left),
            )
            if progress.epoch is not None:
                bar.console.print(_epoch_line(progress.epoch))

        def say(sentence: str) -> None:
            bar.console.print(f"mien: {sentence}", markup=False, highlight=False, soft_wrap=True)

        return train(
            recipe,
            dataset,
            folder,
            overrides=overrides or None,
            resume=resume,
            progress=show,
            notify=say,
        )


def _override(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not (key and equals):
        raise UsageError(f"{text!r} is no override.", "Write it as schedule.epochs=3.")
    return key.strip(), value.strip()


def _left(seconds: float | None) -> str:
    return "" if seconds is None else f"{max(0, round(seconds / 60))} min left"


def _epoch_line(row: EpochRow) -> str:
    measured = [
        f"{name} {value:.2%}"
        for name, value in (("accuracy", row.accuracy), ("FER+", row.accuracy_ferplus))
        if value is not None
    ]
    return ", ".join([f"epoch {row.epoch}: loss {row.loss:.3f}", *measured])


def _print_found(data: Dataset) -> None:
    """Say what was found before anything starts."""
    for split, counts in data.counts().items():
        listed = ", ".join(f"{emotion} {count}" for emotion, count in counts.items())
        click.echo(f"{split}: {sum(counts.values())} pictures ({listed})")
    click.echo("FER+ votes: " + ("yes" if data.votes is not None else "no"))


def _print_result(result: RunResult) -> None:
    click.echo(f"\nDone: {result.epochs} epochs in {result.minutes:.1f} minutes.")
    for labels, report in result.reports.items():
        click.echo(f"{labels}: accuracy {report.accuracy:.2%}, macro-F1 {report.macro_f1:.3f}")
    click.echo(f"Use it: MIEN_EMOTION_BUNDLE={result.folder} mien serve")
    click.echo(f"Make a bundle of it: mien export {result.folder} FOLDER")


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
