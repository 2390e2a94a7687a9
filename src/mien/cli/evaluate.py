"""`mien evaluate`: how good the parts are, on data sets that you have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mien.cli.output import json_option, print_json
from mien.evaluation.names import ALL, NAMES

if TYPE_CHECKING:
    from mien.training.evaluate import EmotionReport


@click.group("evaluate")
def command() -> None:
    """Measure quality on data sets."""


@command.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    help="fer2013.csv, a folder train/<emotion>/*.jpg, or an .npz.",
)
@click.option("--split", default="PublicTest", show_default=True, help="Part of the data.")
@click.option(
    "--labels",
    type=click.Choice(["fer", "ferplus"]),
    default="fer",
    show_default=True,
    help="The original labels, or the majority of the FER+ votes.",
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of a model bundle.  [default: the shipped one]",
)
@click.option("--fast", is_flag=True, help="Leave out the robustness, which takes most of it.")
@json_option
def emotion(
    *, data: Path, split: str, labels: str, model: Path | None, fast: bool, as_json: bool
) -> None:
    """Measure the emotion model: accuracy, macro-F1, calibration, doubt, robustness."""
    from mien.training.evaluate import evaluate_emotion

    report = evaluate_emotion(data, split=split, labels=labels, bundle_dir=model, fast=fast)
    if as_json:
        print_json(report.to_json())
    else:
        _print_report(report)


@command.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with listening, films and songs.",
)
@click.option("--task", default=ALL, show_default=True, help=f"One of: {', '.join((*NAMES, ALL))}.")
@json_option
def ranking(*, data: Path, task: str, as_json: bool) -> None:
    """Measure the ranking against the baselines of its field, with intervals."""
    from mien.catalog.load import load_items
    from mien.evaluation.run import run

    reports = []
    for report in run(task, data, load_items()):
        reports.append(report.to_json())
        if not as_json:
            click.echo(report.to_markdown())
    if as_json:
        print_json({"tasks": reports})


def _print_report(report: EmotionReport) -> None:
    click.echo(f"{report.model} on {report.n} pictures of {report.split}, labels {report.labels}\n")
    click.echo(f"accuracy            {report.accuracy:.2%}")
    click.echo(f"macro-F1            {report.macro_f1:.3f}")
    click.echo(f"calibration error   {report.ece:.3f} (uncalibrated {report.ece_before:.3f})")
    click.echo(f"as shown (blend)    {report.product.accuracy:.2%}")
    click.echo("\nrecall of each emotion")
    for name, recall in report.per_class_recall.items():
        click.echo(f"  {name:<10} {'no picture' if recall is None else f'{recall:.1%}'}")
    click.echo("\naccuracy when only the most confident are answered")
    for point in report.risk_coverage:
        click.echo(f"  {point.coverage:>4.0%}  {point.accuracy:.2%}")
    if report.robustness is None:
        return
    click.echo("\naccuracy on worse pictures")
    for name, accuracy in report.robustness.accuracy.items():
        click.echo(f"  {name:<14} {accuracy:.1%}")
    click.echo(f"  mean, of the clean accuracy: {report.robustness.mean_ratio:.3f}")
