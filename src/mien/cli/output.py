"""What commands print: one JSON document, or words and tables for people."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from mien.core.media import Kind
from mien.core.mood import Mood
from mien.core.recommendation import Pick
from mien.services.documents.form import Document

_WORTH_NAMING = 0.01

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)


def print_json(document: Document) -> None:
    """Print a document to standard output."""
    click.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def mood_line(mood: Mood) -> str:
    """Return a mood in one line: what it is called, the top three, and where it lies."""
    name = mood.label or "not sure"
    top = ", ".join(f"{emotion} {p:.0%}" for emotion, p in mood.top(3) if p >= _WORTH_NAMING)
    return f"{name} ({top}); valence {mood.valence:+.2f}, arousal {mood.arousal:+.2f}"


def print_picks(picks: Iterable[Pick]) -> None:
    """Print picks as a numbered list: what it is, why, and where to open it."""
    for number, pick in enumerate(picks, 1):
        item = pick.item
        title = click.style(item.title, bold=True)
        year = f" ({item.year})" if item.kind is Kind.MOVIE else f", {item.year}"
        work = f" · {item.work}" if item.work else ""
        click.echo(f"{number:3}. {title} — {', '.join(item.creators)}{work}{year}")
        click.echo(f"     {pick.reason}")
        name, address = next(iter(item.links.items()))
        click.echo(click.style(f"     {name}: {address}", dim=True))
