"""What is said about a session when it is over."""

from __future__ import annotations

import click

from mien.cli.output import mood_line, print_picks
from mien.core.mood import Mood, mood_from_emotion
from mien.services.documents.form import Document
from mien.services.documents.lists import RecommendationsBody
from mien.services.documents.moods import MoodBody
from mien.services.documents.sessions import SessionBody
from mien.services.recommendations.recommender import Recommender
from mien.services.sessions.session import Session, SessionSummary

_STRETCHES = 12
_KINDS = (("movie", "Films"), ("music", "Music"))
_PICKS = 5


def session_document(session: Session) -> Document | None:
    """Return the session as JSON, or None when nothing was read."""
    summary = session.summary()
    if summary is None:
        return None
    return SessionBody.of(summary, session.stretches(_STRETCHES)).document()


def print_session(session: Session) -> None:
    """Print most frequent emotion, mood by time, and mood over time."""
    summary = session.summary()
    if summary is None:
        click.echo("No face was read.")
        return
    click.echo(f"  most frequent: {_most_frequent(summary)}")
    click.echo(f"  by time:       {mood_line(summary.mood)}")
    click.echo("  over time:")
    for stretch in session.stretches(_STRETCHES):
        span = f"{stretch.start:.0f}-{stretch.end:.0f} s"
        click.echo(f"    {span:>10}  {mood_line(stretch.mood)}")


def _most_frequent(summary: SessionSummary) -> str:
    return (
        f"{summary.most_frequent} (in {summary.most_frequent_count} of {summary.readings} readings)"
    )


def watch_document(session: Session, picked: str | None, recommender: Recommender) -> Document:
    """Return session, mood and recommendations as JSON."""
    mood = _mood(session, picked)
    return {
        "session": session_document(session),
        "picked": picked,
        "mood": MoodBody.of(mood).document(),
        "recommendations": {
            kind: RecommendationsBody.of(recommender.recommend(mood, kind, limit=_PICKS)).document()
            for kind, _ in _KINDS
        },
    }


def print_watch(session: Session, picked: str | None, recommender: Recommender) -> None:
    """Print the session, then films and music for it."""
    summary = session.summary()
    click.echo(f"Your session: {summary.seconds if summary else 0:.0f} s with a face")
    print_session(session)
    if picked is not None:
        click.echo(f"  you said:      {picked}")
    mood = _mood(session, picked)
    for kind, title in _KINDS:
        click.echo(f"\n{title}")
        print_picks(recommender.recommend(mood, kind, limit=_PICKS).picks)


def _mood(session: Session, picked: str | None) -> Mood:
    """Return the mood that counts: the picked one, else that by time."""
    if picked is not None:
        return mood_from_emotion(picked)
    summary = session.summary()
    if summary is None:
        raise ValueError("a session without a reading has no mood")
    return summary.mood
