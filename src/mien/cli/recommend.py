"""`mien recommend`: items for a mood, with reasons."""

from __future__ import annotations

import sys

import click

from mien.bootstrap import build_recommender
from mien.cli.output import json_option, mood_line, print_json, print_picks
from mien.core.emotions import EMOTIONS
from mien.core.errors import UnknownEmotionError, UsageError
from mien.core.goals import GOAL_WORDS
from mien.core.media import Kind
from mien.services.documents.lists import RecommendationsBody
from mien.services.recommendations.query import MOST_PICKS, MoodLike

_GOALS = ", ".join(GOAL_WORDS)


@click.command("recommend")
@click.option(
    "--mood",
    "emotions",
    metavar="EMOTION,…",
    help=f"One of: {', '.join(EMOTIONS)}; several people's with commas between.",
)
@click.option("--valence", type=float, help="Unpleasant -1 to pleasant 1 (with --arousal).")
@click.option("--arousal", type=float, help="Calm -1 to excited 1 (with --valence).")
@click.option("--kind", default=Kind.MUSIC.value, show_default=True, help="music, movie or video.")
@click.option("--goal", help=f"One of: {_GOALS}. Without it: what usually suits the mood.")
@click.option("--language", "languages", metavar="CODE,…", help="Such as en,hi. Without it: any.")
@click.option("--genre", "genres", metavar="GENRE,…", help="At least one must fit.")
@click.option("--years", metavar="A-B", help="First and last year, such as 1970-1989.")
@click.option("--by", "creators", metavar="CREATOR", help="Part of a maker's or actor's name.")
@click.option("--limit", type=int, default=10, show_default=True, help=f"1 to {MOST_PICKS}.")
@click.option("--seed", type=int, help="The same one repeats the list.  [default: the day]")
@json_option
def command(
    *,
    emotions: str | None,
    valence: float | None,
    arousal: float | None,
    kind: str,
    goal: str | None,
    languages: str | None,
    genres: str | None,
    years: str | None,
    creators: str | None,
    limit: int,
    seed: int | None,
    as_json: bool,
) -> None:
    """Pick music, movies or videos for a mood.

    The mood is an emotion (--mood) or a point (--valence and --arousal). Without either, on a
    terminal, you are asked. For several people the list suits whom it suits least as well as it
    can, and says how well it suits each.
    """
    answer = build_recommender().recommend(
        _mood(emotions, valence, arousal),
        kind,
        goal,
        languages=_parts(languages),
        genres=_parts(genres),
        years=_years(years),
        creators=_parts(creators),
        limit=limit,
        seed=seed,
    )
    if as_json:
        print_json(RecommendationsBody.of(answer).document())
        return
    click.echo(f"Mood: {mood_line(answer.mood)}. Goal: {answer.goal.value}.\n")
    print_picks(answer.picks)
    for source in answer.sources:
        if source.message:
            click.echo(f"\n{source.message}", err=True)


def _mood(
    emotions: str | None, valence: float | None, arousal: float | None
) -> MoodLike | tuple[str, ...]:
    if emotions is not None and (valence is not None or arousal is not None):
        raise UsageError("A mood was given twice.", "Give --mood, or --valence and --arousal.")
    if emotions is not None:
        people = _parts(emotions)
        return people if len(people) > 1 else emotions
    if valence is not None and arousal is not None:
        return valence, arousal
    if valence is not None or arousal is not None:
        raise UsageError("Half a point was given.", "Give both --valence and --arousal.")
    if sys.stdin.isatty():
        return _ask()
    raise UsageError(
        "No mood was given.", f"Add --mood with one of: {', '.join(EMOTIONS)}; or --valence …"
    )


def _ask() -> str:
    """List the emotions and take a number or a word, until one fits."""
    click.echo("How do you feel?", err=True)
    for number, emotion in enumerate(EMOTIONS, 1):
        click.echo(f"  {number}  {emotion}", err=True)

    def known(text: str) -> str:
        word = text.strip().lower()
        if word.isdigit() and 1 <= int(word) <= len(EMOTIONS):
            return EMOTIONS[int(word) - 1]
        if word in EMOTIONS:
            return word
        error = UnknownEmotionError(text, EMOTIONS)
        raise click.UsageError(f"{error.detail} Type a number from 1 to 7 or one of the words.")

    answer: str = click.prompt("Number or word", value_proc=known, err=True)
    return answer


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.partition("-")
    if not (first.strip().isdecimal() and (last.strip() or first.strip()).isdecimal()):
        raise UsageError(f"{text!r} is not a range of years.", "Write it as 1970-1989 or 1994.")
    return int(first), int(last or first)
