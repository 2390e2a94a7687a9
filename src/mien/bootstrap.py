"""The only place that builds things: settings in, ready services out."""

from __future__ import annotations

from dataclasses import dataclass

from mien.services.recommend import Recommender
from mien.settings import Settings, load_settings
from mien.vision.detect import load_detector
from mien.vision.images import ImageLimits
from mien.vision.read import MoodReader


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages and commands talk to."""

    settings: Settings
    recommender: Recommender
    mood_reader: MoodReader


def build_services(settings: Settings | None = None) -> Services:
    """Build everything for `settings`, or for those of the environment.

    Catalogue and emotion model are loaded when first needed, or by `warm_up` of their services.
    """
    settings = settings or load_settings()
    return Services(
        settings=settings, recommender=Recommender(), mood_reader=build_mood_reader(settings)
    )


def build_mood_reader(settings: Settings) -> MoodReader:
    """Build the reader of faces with the detector and the limits of the settings."""
    return MoodReader(
        detector=load_detector(settings.detector),
        limits=ImageLimits(settings.max_image_bytes, settings.max_image_pixels),
    )
