"""A playlist that walks from one mood to another, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from mien.core.media import Item

Place = tuple[float, float]
"""Valence and arousal on the mood map, each -1 to 1."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One song of a journey, the place it was picked for, and where it lies, in true words."""

    target: Place
    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A walk over the mood map, song by song.

    Distances are in percentiles of the songs' languages (0 to 1 along each axis), which is half of
    the distance on the map.

    Attributes:
        stops: in the order of playing.
        end_error: distance of the last song from where the journey should end.
        max_step: longest distance between two songs in a row.
        tempo_jump: mean difference in beats a minute between songs in a row whose tempo is known,
            or None.
    """

    stops: tuple[Stop, ...]
    end_error: float
    max_step: float
    tempo_jump: float | None

    @property
    def path(self) -> tuple[Place, ...]:
        """The places that the songs were picked for."""
        return tuple(stop.target for stop in self.stops)
