"""Colours of the emotions, those of the pages."""

from __future__ import annotations

from typing import Final

COLOURS: Final = {
    "angry": "#e4734f",
    "disgust": "#5fae86",
    "fear": "#b993d6",
    "happy": "#f3b63f",
    "sad": "#7aa0de",
    "surprise": "#86d0ee",
    "neutral": "#cfc7bb",
}

UNSURE: Final = "#ddd6e3"
