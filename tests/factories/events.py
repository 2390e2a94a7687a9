"""Histories made for a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mien.core.feedback import Action, FeedbackEvent

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)


def event(
    number: int, item, action: Action | str = Action.LIKE, *, days_ago: float = 1.0, **fields
):
    """Return an action on an item, some days before NOW."""
    at = NOW - timedelta(days=days_ago)
    return FeedbackEvent(number, item.id, Action(action), at, **fields)


def likes(items, *, days_ago: float = 30.0):
    """Return likes of items, old enough to be fresh again."""
    return [event(n, item, days_ago=days_ago) for n, item in enumerate(items, 1)]
