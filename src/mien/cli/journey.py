"""`mien journey`: a playlist that walks from one mood to another."""

from __future__ import annotations

from dataclasses import replace

import click

from mien.bootstrap import build_recommender
from mien.cli.output import json_option, print_json
from mien.core.emotions import EMOTIONS, require_emotion
from mien.core.goals import GOAL_WORDS
from mien.core.journey import Journey
from mien.services.documents.lists import JourneyBody
from mien.services.recommendations.journeys import LONGEST, SHORTEST, JourneyPlanner, JourneyWish

_TO = ", ".join([*EMOTIONS, *GOAL_WORDS])


@click.command("journey")
@click.option("--from", "start", required=True, metavar="EMOTION", help="How you feel now.")
@click.option("--to", required=True, metavar="EMOTION|GOAL", help=f"One of: {_TO}.")
@click.option(
    "--length", type=int, default=10, show_default=True, help=f"{SHORTEST} to {LONGEST} songs."
)
@click.option("--language", "languages", metavar="CODE,…", help="Such as en,hi. Without it: any.")
@click.option("--one-language", is_flag=True, help="All songs in one language, the best to walk.")
@click.option("--straight", is_flag=True, help="Go there at once instead of step by step.")
@click.option("--tempo-limit", type=float, metavar="BPM", help="Largest jump between two songs.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another one varies the walk.")
@click.option("--swap", "swaps", type=int, multiple=True, metavar="STOP", help="Swap this stop.")
@json_option
def command(
    *,
    start: str,
    to: str,
    length: int,
    languages: str | None,
    one_language: bool,
    straight: bool,
    tempo_limit: float | None,
    seed: int,
    swaps: tuple[int, ...],
    as_json: bool,
) -> None:
    """Walk from one mood to another, song by song."""
    planner = JourneyPlanner(build_recommender())
    wish = JourneyWish(
        start=require_emotion(start),
        to=to,
        length=length,
        languages=tuple(part.strip() for part in (languages or "").split(",") if part.strip()),
        mixed=not one_language,
        straight=straight,
        tempo_limit=tempo_limit,
        seed=seed,
    )
    journey = planner.plan(wish)
    for number in swaps:
        ids = [stop.item.id for stop in journey.stops]
        journey = planner.swap(wish, ids, number)
        wish = replace(wish, exclude=(*wish.exclude, ids[number - 1]))
    if as_json:
        print_json(JourneyBody.of(journey).document())
    else:
        _print_journey(journey)


def _print_journey(journey: Journey) -> None:
    for number, stop in enumerate(journey.stops, 1):
        item = stop.item
        title = click.style(item.title, bold=True)
        tempo = f", {item.tempo} bpm" if item.tempo else ""
        click.echo(f"{number:3}. {title} — {', '.join(item.creators)}, {item.year}{tempo}")
        click.echo(f"     {stop.reason}")
    click.echo(
        f"\nEnds {100 * journey.end_error:.0f} hundredths of the scale from the goal; "
        f"longest step {100 * journey.max_step:.0f}.",
        err=True,
    )
