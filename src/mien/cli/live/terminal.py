"""Live bars in a terminal, for machines without a window system."""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Final, Self

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from mien.cli.live.loop import Command, MoodChoice, View
from mien.cli.live.palette import COLOURS, UNSURE
from mien.cli.live.words import headline

_BAR: Final = 30
_INTERVAL: Final = 0.1
"""Seconds between two drawings, at least."""


class Terminal:
    """Draws on standard error; Ctrl-C ends the session."""

    def __init__(self) -> None:
        """Prepare; nothing is drawn before the first view."""
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._drawn = 0.0

    def __enter__(self) -> Self:
        """Start drawing, unless standard error is a file or a pipe."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bars away."""
        self._live.stop()

    def show(self, view: View) -> None:
        """Draw the headline, the three bars and the rate."""
        now = time.monotonic()
        if self._live.is_started and now - self._drawn >= _INTERVAL:
            self._drawn = now
            self._live.update(_picture(view), refresh=True)

    def commands(self) -> Sequence[Command | MoodChoice]:
        """Return nothing: the keys belong to the terminal."""
        return ()


def _picture(view: View) -> Group:
    lines = [Text(headline(view), style="bold")]
    if view.reading.steady is not None:
        for emotion, share in view.reading.steady.mood.top(3):
            full = round(share * _BAR)
            bar = Text(f"  {emotion:<9}")
            bar.append("█" * full, style=COLOURS[emotion])
            bar.append("░" * (_BAR - full), style=UNSURE)
            bar.append(f" {share:4.0%}")
            lines.append(bar)
    lines.append(Text(f"  {view.rate:.0f} frames a second; Ctrl-C ends", style="dim"))
    return Group(*lines)
