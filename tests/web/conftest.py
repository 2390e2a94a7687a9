"""The app over a small catalogue, with a reader of faces that sees what the test wants."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from mien.bootstrap import Services, build_services
from mien.core.faces import Face, Reading
from mien.core.media import Kind
from mien.core.mood import Mood, mood_from_emotion
from mien.services.recommendations.recommender import Recommender
from mien.settings import Settings
from mien.web.app import MienApp, create_app
from tests.factories.items import spread_items


class ScriptedMoodReader:
    """Reads the same mood from any picture, or raises; remembers the hint it was given."""

    unsure_below = 0.4

    def __init__(self) -> None:
        self.mood: Mood = mood_from_emotion("happy")
        self.people: tuple[Mood, ...] = ()
        self.error: Exception | None = None
        self.hint = None
        self.size_read = 0

    def read(self, image, hint=None) -> Reading:
        self.hint, self.size_read = hint, len(image)
        if self.error:
            raise self.error
        face = Face((10.0, 20.0, 60.0, 80.0), 0.99, None, self.mood)
        return Reading((face,), self.mood, (100, 120), self.people)

    def warm_up(self) -> None:
        if self.error:
            raise self.error


@pytest.fixture
def mood_reader() -> ScriptedMoodReader:
    return ScriptedMoodReader()


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def services(settings, mood_reader) -> Services:
    songs = spread_items(60)
    hindi = [
        replace(item, id=f"{item.id}-hi", language="hi", creators=(f"Lata {item.id}",))
        for item in spread_items(30, seed=1)
    ]
    movies = [
        replace(item, id=f"movie-{item.id}", kind=Kind.MOVIE) for item in spread_items(4, seed=2)
    ]
    videos = [
        replace(item, id=f"video-{item.id}", kind=Kind.VIDEO) for item in spread_items(20, seed=3)
    ]
    recommender = Recommender([*songs, *hindi, *movies, *videos])
    return replace(build_services(settings), recommender=recommender, mood_reader=mood_reader)


@pytest.fixture
def app(services) -> MienApp:
    return create_app(services)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def picture() -> bytes:
    """A small PNG; the scripted reader does not look at it."""
    file = io.BytesIO()
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(file, "PNG")
    return file.getvalue()
