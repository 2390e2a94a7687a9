"""What a live session or a video was: most frequent emotion, mood by time, mood over time.

The camera page draws up its summary by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from mien.core.emotions import EMOTIONS
from mien.core.mood import UNSURE_BELOW, Mood, mood_from_probabilities
from mien.vision.smooth import LiveRules, live_rules

_FIRST_ALONE = 1.0
"""Seconds that the only reading of a session stands for."""

_LEAST = 0.001


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a session.

    Attributes:
        start: in seconds since the session began.
        end: the same.
        mood: the time-weighted mean of the readings in it.
    """

    start: float
    end: float
    mood: Mood


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session in a few values.

    Attributes:
        seconds: for which readings stand; time without a face is not counted.
        readings: how many there were.
        most_frequent: the emotion that led in most readings, whatever their length.
        most_frequent_count: in how many.
        mood: the time-weighted mean of all readings, which recommendations use.
    """

    seconds: float
    readings: int
    most_frequent: str
    most_frequent_count: int
    mood: Mood


@dataclass(frozen=True, slots=True)
class _Sample:
    at: float
    probabilities: tuple[float, ...]


class Session:
    """Collects readings; what is kept of each are seven probabilities and the time."""

    def __init__(self, unsure_below: float = UNSURE_BELOW, rules: LiveRules | None = None) -> None:
        """Start an empty session.

        Args:
            unsure_below: highest probability under which no emotion is named.
            rules: the constants; None takes those that Mien ships.
        """
        self._unsure_below = unsure_below
        self._longest = (rules or live_rules()).longest_reading_seconds
        self._samples: list[_Sample] = []

    def add(self, at: float, mood: Mood) -> None:
        """Add the mood of a frame taken `at` seconds, later than those before."""
        self._samples.append(_Sample(at, tuple(mood.emotions[emotion] for emotion in EMOTIONS)))

    def summary(self) -> SessionSummary | None:
        """Return the session so far, or None when there was no reading."""
        if not self._samples:
            return None
        counts = [0] * len(EMOTIONS)
        for sample in self._samples:
            counts[_leading(sample.probabilities)] += 1
        most = _leading(counts)
        return SessionSummary(
            seconds=sum(self._weights(self._samples)),
            readings=len(self._samples),
            most_frequent=EMOTIONS[most],
            most_frequent_count=counts[most],
            mood=self._mean(self._samples),
        )

    def stretches(self, most: int, shortest: float = 1.0) -> list[Stretch]:
        """Cut the session into stretches of equal length; those without a reading are left out.

        Args:
            most: how many stretches at most.
            shortest: length of one in seconds, at least.
        """
        if not self._samples:
            return []
        length = max(shortest, (self._samples[-1].at + _LEAST) / most)
        parts = groupby(self._samples, key=lambda sample: int(sample.at // length))
        return [
            Stretch(index * length, (index + 1) * length, self._mean(list(inside)))
            for index, inside in parts
        ]

    def _mean(self, samples: Sequence[_Sample]) -> Mood:
        weights = self._weights(samples)
        whole = sum(weights)
        columns = zip(*(sample.probabilities for sample in samples), strict=True)
        return mood_from_probabilities(
            [sum(p * w for p, w in zip(c, weights, strict=True)) / whole for c in columns],
            unsure_below=self._unsure_below,
        )

    def _weights(self, samples: Sequence[_Sample]) -> list[float]:
        """Return the seconds that each sample stands for: until the next, but not too long."""
        pauses = [after.at - sample.at for sample, after in pairwise(samples)]
        pauses.append(pauses[-1] if pauses else _FIRST_ALONE)
        return [min(self._longest, max(_LEAST, pause)) for pause in pauses]


def _leading(values: Sequence[float]) -> int:
    return max(range(len(values)), key=values.__getitem__)
