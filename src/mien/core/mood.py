"""A mood: a distribution over the seven emotions, and its place on the valence-arousal plane."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mien.core.emotions import AFFECT, EMOTIONS, AffectPoint, require_emotion
from mien.core.errors import UsageError

UNSURE_BELOW: Final = 0.45
"""Highest probability under which no emotion is named, unless a model card says otherwise."""

POINT_SPREAD: Final = 0.15
"""Standard deviation of a point that a person placed on the mood map by hand."""

_KERNEL_WIDTH: Final = 0.35
"""Width of the bell around each emotion when a point is turned into a distribution."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations of valence and arousal, on the scale of the values (-1 to 1)."""

    valence: float
    arousal: float


@dataclass(frozen=True, slots=True)
class Mood:
    """How someone feels, as far as it can be told.

    Attributes:
        emotions: probability of each emotion, in the order of `EMOTIONS`, summing to 1.
        label: the most probable emotion, or None when the evidence is too weak to name one.
        confidence: probability of the most probable emotion, 0 to 1.
        valence: unpleasant -1 to pleasant 1.
        arousal: calm -1 to excited 1.
        spread: how far valence and arousal may be off.
    """

    emotions: Mapping[str, float]
    label: str | None
    confidence: float
    valence: float
    arousal: float
    spread: Spread

    def top(self, count: int = 3) -> list[tuple[str, float]]:
        """Return the `count` most probable emotions with their probabilities, best first."""
        ranked = sorted(self.emotions.items(), key=lambda pair: -pair[1])
        return ranked[:count]


def mood_from_probabilities(
    probabilities: Sequence[float], *, unsure_below: float = UNSURE_BELOW
) -> Mood:
    """Turn seven probabilities into a mood.

    Valence and arousal are the probability-weighted means of the emotions' points; the spread is
    that of the mixture (law of total variance), so it grows when the emotions disagree.

    Args:
        probabilities: seven values of 0 or more in the order of `EMOTIONS`; scaled to sum to 1.
        unsure_below: the label is None when the highest probability is under this.

    Raises:
        UsageError: not seven finite values of 0 or more with a positive sum.
    """
    weights = _normalised(probabilities)
    points = [AFFECT[emotion] for emotion in EMOTIONS]
    valence = sum(w * p.valence for w, p in zip(weights, points, strict=True))
    arousal = sum(w * p.arousal for w, p in zip(weights, points, strict=True))
    best = max(range(len(EMOTIONS)), key=weights.__getitem__)
    return Mood(
        emotions=dict(zip(EMOTIONS, weights, strict=True)),
        label=EMOTIONS[best] if weights[best] >= unsure_below else None,
        confidence=weights[best],
        valence=valence,
        arousal=arousal,
        spread=_mixture_spread(weights, points, valence, arousal),
    )


def mood_from_emotion(name: str) -> Mood:
    """Return the mood of someone who says which emotion it is.

    Raises:
        UnknownEmotionError: `name` is none of the seven.
    """
    emotion = require_emotion(name)
    return mood_from_probabilities([float(each == emotion) for each in EMOTIONS])


def mood_from_point(valence: float, arousal: float) -> Mood:
    """Return the mood at a point of the mood map, each coordinate in -1 to 1.

    The distribution is that of emotions whose points lie near; valence and arousal stay as given.

    Raises:
        UsageError: a coordinate is not a number from -1 to 1.
    """
    for name, value in (("valence", valence), ("arousal", arousal)):
        if not (math.isfinite(value) and -1.0 <= value <= 1.0):
            raise UsageError(f"{name} is {value}.", f"Give {name} as a number from -1 to 1.")
    closeness = [
        math.exp(
            -((valence - AFFECT[e].valence) ** 2 + (arousal - AFFECT[e].arousal) ** 2)
            / (2 * _KERNEL_WIDTH**2)
        )
        for e in EMOTIONS
    ]
    near = mood_from_probabilities(closeness)
    return Mood(
        emotions=near.emotions,
        label=near.label,
        confidence=near.confidence,
        valence=valence,
        arousal=arousal,
        spread=Spread(POINT_SPREAD, POINT_SPREAD),
    )


def combine_moods(moods: Sequence[Mood]) -> Mood:
    """Return one mood for several people: the even mixture of theirs.

    The spread grows with how far the people are apart, so that what is picked stays near the
    middle when they disagree.

    Raises:
        UsageError: `moods` is empty.
    """
    if not moods:
        raise UsageError("There is no mood to combine.", "Give at least one mood.")
    if len(moods) == 1:
        return moods[0]
    share = 1.0 / len(moods)
    mixed = mood_from_probabilities(
        [sum(m.emotions[emotion] for m in moods) * share for emotion in EMOTIONS]
    )
    points = [AffectPoint(m.valence, m.arousal, m.spread.valence, m.spread.arousal) for m in moods]
    valence = sum(p.valence for p in points) * share
    arousal = sum(p.arousal for p in points) * share
    return Mood(
        emotions=mixed.emotions,
        label=mixed.label,
        confidence=mixed.confidence,
        valence=valence,
        arousal=arousal,
        spread=_mixture_spread([share] * len(points), points, valence, arousal),
    )


def _normalised(probabilities: Sequence[float]) -> list[float]:
    values = [float(p) for p in probabilities]
    if len(values) != len(EMOTIONS) or not all(math.isfinite(v) and v >= 0.0 for v in values):
        raise UsageError(
            "The probabilities are not seven numbers of 0 or more.",
            f"Give one number for each of: {', '.join(EMOTIONS)}.",
        )
    total = sum(values)
    if not (math.isfinite(total) and total > 0.0):
        raise UsageError(
            "The probabilities do not have a positive sum.", "Give at least one above 0."
        )
    return [v / total for v in values]


def _mixture_spread(
    weights: Sequence[float], points: Sequence[AffectPoint], valence: float, arousal: float
) -> Spread:
    valence_variance = arousal_variance = 0.0
    for weight, point in zip(weights, points, strict=True):
        valence_variance += weight * (point.valence_spread**2 + (point.valence - valence) ** 2)
        arousal_variance += weight * (point.arousal_spread**2 + (point.arousal - arousal) ** 2)
    return Spread(math.sqrt(valence_variance), math.sqrt(arousal_variance))
