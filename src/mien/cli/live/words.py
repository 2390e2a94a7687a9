"""What a view says in words."""

from __future__ import annotations

from mien.cli.live.loop import View


def headline(view: View) -> str:
    """Return the one sentence above the bars."""
    if view.paused:
        return "Paused"
    if view.picked is not None:
        return f"You say: {view.picked}"
    if view.reading.steady is None:
        return "No face in view"
    label = view.reading.steady.mood.label
    return "Not sure" if label is None else f"Looks {label}"
