"""Reads frames and shows them until someone quits or the frames end."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from mien.services.sessions.session import Session
from mien.vision.live import LiveReader, LiveReading
from mien.vision.video import Frame

_WAIT: Final = 0.03
"""Seconds between two looks at the keys while paused."""

_RATE_OVER: Final = 2.0
"""Seconds over which the frame rate is taken."""


class Command(Enum):
    """What a person can ask for while watching, beside picking a mood."""

    QUIT = "quit"
    PAUSE = "pause"
    UNPICK = "unpick"


@dataclass(frozen=True, slots=True)
class MoodChoice:
    """A mood that the person says it is."""

    emotion: str


@dataclass(frozen=True, slots=True)
class View:
    """What there is to show.

    Attributes:
        frame: the newest.
        reading: of that frame.
        rate: frames read in a second.
        paused: nothing is read at present.
        picked: the emotion that the person picked, which goes before the reading.
    """

    frame: Frame
    reading: LiveReading
    rate: float
    paused: bool = False
    picked: str | None = None


class Display(Protocol):
    """Shows views and takes commands."""

    def show(self, view: View) -> None:
        """Show `view` now."""
        ...

    def commands(self) -> Sequence[Command | MoodChoice]:
        """Return what was asked for since the last call, without waiting."""
        ...


class PlayClock:
    """Seconds since the start, standing still while paused."""

    def __init__(self) -> None:
        """Start at 0."""
        self._start = time.monotonic()
        self._paused_at: float | None = None

    def __call__(self) -> float:
        """Return the time."""
        present = time.monotonic() if self._paused_at is None else self._paused_at
        return present - self._start

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._paused_at is not None

    def toggle(self) -> None:
        """Stop the clock, or let it run on."""
        if self._paused_at is None:
            self._paused_at = time.monotonic()
        else:
            self._start += time.monotonic() - self._paused_at
            self._paused_at = None


class WatchSession:
    """One run of `mien watch`."""

    def __init__(
        self, live: LiveReader, session: Session, display: Display, clock: PlayClock
    ) -> None:
        """Read with `live`, collect in `session`, show on `display`, pause with `clock`."""
        self._live = live
        self._session = session
        self._display = display
        self._clock = clock
        self._read_at: deque[float] = deque()
        self.picked: str | None = None
        """The emotion that the person says it is."""

    def run(self, frames: Iterable[Frame]) -> None:
        """Read and show until the frames end, someone quits, or Ctrl-C is pressed."""
        try:
            for frame in frames:
                view = self._read(frame)
                self._display.show(view)
                if not self._obey(view):
                    return
        except KeyboardInterrupt:
            return

    def _read(self, frame: Frame) -> View:
        reading = self._live.read(frame.pixels, frame.at)
        if reading.mood is not None:
            self._session.add(frame.at, reading.mood)
        return View(frame, reading, self._rate(), picked=self.picked)

    def _obey(self, view: View) -> bool:
        """Do what was asked; wait while paused. Return False when it was to quit."""
        while True:
            for command in self._display.commands():
                match command:
                    case Command.QUIT:
                        return False
                    case Command.PAUSE:
                        self._clock.toggle()
                    case Command.UNPICK:
                        self.picked = None
                    case MoodChoice(emotion):
                        self.picked = emotion
            if not self._clock.paused:
                return True
            paused = View(view.frame, view.reading, 0.0, paused=True, picked=self.picked)
            self._display.show(paused)
            self._read_at.clear()
            time.sleep(_WAIT)

    def _rate(self) -> float:
        now = time.monotonic()
        self._read_at.append(now)
        while now - self._read_at[0] > _RATE_OVER:
            self._read_at.popleft()
        passed = now - self._read_at[0]
        return (len(self._read_at) - 1) / passed if passed > 0 else 0.0
