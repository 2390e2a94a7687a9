"""A walk over the mood map, one song a step.

Beam search over the songs near each waypoint. What a walk costs: songs away from their waypoint,
steps that differ from an even walk, jumps in tempo; songs of a higher base score cost
less. Places are percentiles here (0 to 1 along each axis).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
RowArray = NDArray[np.intp]

_NEAREST: Final = 80
"""Songs looked at for each stop."""

_BEAMS: Final = 48
_STEP_SHARE: Final = 0.5
_LATE_SHARE: Final = 8.0
"""How much more the last song's distance counts: the walk should arrive."""

_TEMPO_SHARE: Final = 0.0025
_TEMPO_CAP: Final = 60.0
_UNKNOWN_TEMPO_JUMP: Final = 15.0
_OVER_LIMIT: Final = 1.0
_WORTH_SHARE: Final = 0.02
_VARIETY_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Songs:
    """The songs to walk over, each at one place of all arrays.

    Attributes:
        places: [songs, 2], percentiles of valence and energy.
        tempo: [songs], beats a minute, NaN when unknown.
        base: [songs], the base score of each, about 0 to 1.
        makers_of: the numbers of a song's makers.
    """

    places: Numbers
    tempo: Numbers
    base: Numbers
    creators_of: Callable[[int], Collection[int]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a walk must keep to.

    Attributes:
        one_per_maker: no maker twice.
        tempo_limit: largest jump in beats a minute between two songs, kept where songs allow it.
    """

    one_per_maker: bool = True
    tempo_limit: float | None = None


def waypoints(start: Numbers, end: Numbers, length: int, *, straight: bool = False) -> Numbers:
    """Return [length, 2]: even steps from start to end, or all at the end when `straight`."""
    share = np.ones(length) if straight else np.linspace(0.0, 1.0, length)
    return start + share[:, None] * (end - start)


@dataclass(frozen=True, slots=True)
class Route:
    """Waypoints ([stops, 2] percentiles) to be walked over songs; the same seed, the same walk."""

    songs: Songs
    targets: Numbers
    terms: Terms = Terms()
    seed: int = 0

    def walk(self) -> list[int]:
        """Return a song for each waypoint, fewer when the songs or their makers run out."""
        beams = [_Beam((), frozenset(), 0.0)]
        for number in range(len(self.targets)):
            own = self._own_cost(number)
            near = _cheapest(own, _NEAREST + len(self.targets))
            grown = self._grow(beams, near, own[near])
            if not grown:
                break
            beams = grown
        return list(beams[0].songs)

    def replacement(self, chosen: Sequence[int], number: int) -> int | None:
        """Return another song for stop `number` of a walk that suits its neighbours, or None."""
        everything = np.arange(len(self.songs.places))
        cost = self._own_cost(number)
        if number > 0:
            cost += self._between(chosen[number - 1], everything)
        if number + 1 < len(chosen):
            cost += self._between(chosen[number + 1], everything, backwards=True)
        others = [song for place, song in enumerate(chosen) if place != number]
        heard = {creator for song in others for creator in self.songs.creators_of(song)}
        for song in np.argsort(cost, kind="stable").tolist():
            fresh = not self.terms.one_per_maker or heard.isdisjoint(self.songs.creators_of(song))
            if song not in chosen and fresh:
                return int(song)
        return None

    def _own_cost(self, number: int) -> Numbers:
        """Return what each song costs at a stop, whatever comes before it."""
        late = _LATE_SHARE if number == len(self.targets) - 1 else 0.0
        noise = np.random.default_rng(self.seed).random(len(self.songs.places))
        distance = np.linalg.norm(self.songs.places - self.targets[number], axis=1)
        favour = _WORTH_SHARE * self.songs.base - _VARIETY_SHARE * noise
        return np.asarray((1 + late) * distance - favour, dtype=np.float64)

    def _grow(self, beams: list[_Beam], near: RowArray, own: Numbers) -> list[_Beam]:
        """Return the cheapest walks that are one song longer, by one of the songs `near`."""
        costs = np.stack([beam.cost + own for beam in beams])
        if beams[0].songs:
            costs += np.stack([self._between(beam.songs[-1], near) for beam in beams])
        grown: list[_Beam] = []
        for flat in np.argsort(costs, axis=None, kind="stable").tolist():
            beam, song = beams[flat // len(near)], int(near[flat % len(near)])
            creators = self.songs.creators_of(song)
            heard = self.terms.one_per_maker and not beam.creators.isdisjoint(creators)
            if song not in beam.songs and not heard:
                cost = float(costs.flat[flat])
                grown.append(_Beam((*beam.songs, song), beam.creators.union(creators), cost))
            if len(grown) == _BEAMS:
                break
        return grown

    def _between(self, neighbour: int, among: RowArray, *, backwards: bool = False) -> Numbers:
        """Return what going from `neighbour` to each song costs: uneven step, jump in tempo."""
        even = self._even_step()
        step = self.songs.places[among] - self.songs.places[neighbour]
        cost: Numbers = _STEP_SHARE * np.linalg.norm(
            step + even if backwards else step - even, axis=1
        )
        jump = np.abs(self.songs.tempo[among] - self.songs.tempo[neighbour])
        jump = np.where(np.isnan(jump), _UNKNOWN_TEMPO_JUMP, jump)
        cost += _TEMPO_SHARE * np.minimum(jump, _TEMPO_CAP)
        if self.terms.tempo_limit is not None:
            cost += _OVER_LIMIT * (jump > self.terms.tempo_limit)
        return cost

    def _even_step(self) -> Numbers:
        steps = max(1, len(self.targets) - 1)
        return np.asarray((self.targets[-1] - self.targets[0]) / steps, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Beam:
    """A walk so far, who is heard in it, and what it costs."""

    songs: tuple[int, ...]
    creators: frozenset[int]
    cost: float


def _cheapest(cost: Numbers, count: int) -> RowArray:
    if count >= len(cost):
        return np.argsort(cost, kind="stable")
    found = np.argpartition(cost, count)[:count]
    return found[np.argsort(cost[found], kind="stable")]
