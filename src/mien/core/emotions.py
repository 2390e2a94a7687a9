"""The seven emotions and where each lies on the valence-arousal plane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mien.core.errors import UnknownEmotionError
from mien.core.phrases import Phrase

EMOTIONS: Final = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Names in the order of FER-2013; every array over emotions follows it."""

FEELINGS: Final[Mapping[str, Phrase]] = {
    "angry": Phrase("angry"),
    "disgust": Phrase("disgusted"),
    "fear": Phrase("afraid"),
    "happy": Phrase("happy"),
    "sad": Phrase("sad"),
    "surprise": Phrase("surprised"),
    "neutral": Phrase("neutral"),
}
"""How someone feels, as an adjective after "looks" or "feeling"."""


@dataclass(frozen=True, slots=True)
class AffectPoint:
    """A place on the valence-arousal plane with its uncertainty.

    All four are on the scale -1 to 1; the spreads are standard deviations.
    """

    valence: float
    arousal: float
    valence_spread: float
    arousal_spread: float


AFFECT: Final[dict[str, AffectPoint]] = {
    "angry": AffectPoint(-0.65, 0.50, 0.25, 0.35),
    "disgust": AffectPoint(-0.75, 0.25, 0.25, 0.35),
    "fear": AffectPoint(-0.55, 0.55, 0.25, 0.35),
    "happy": AffectPoint(0.90, 0.40, 0.25, 0.35),
    "sad": AffectPoint(-0.65, -0.35, 0.25, 0.35),
    # A surprised face can be a good or a bad surprise: its valence is nearly unknown.
    "surprise": AffectPoint(0.20, 0.65, 0.60, 0.35),
    "neutral": AffectPoint(0.00, -0.10, 0.25, 0.35),
}
"""Mean of published affective norms (Warriner 2013, NRC-VAD 2018, Russell 1980), rounded.

People differ by about a quarter (valence) and a third (arousal) of the scale on each word,
which is what the spreads say.
"""


def require_emotion(name: str) -> str:
    """Return `name` in lower case without surrounding space, if it is one of the seven.

    Raises:
        UnknownEmotionError: for any other word.
    """
    emotion = name.strip().lower()
    if emotion not in AFFECT:
        raise UnknownEmotionError(name, EMOTIONS)
    return emotion
