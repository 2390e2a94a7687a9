"""Sessions before a camera as they might have been recorded, and what Python makes of them."""

from __future__ import annotations

import random

from mien.core.emotions import EMOTIONS
from mien.core.faces import Face
from mien.core.mood import mood_from_probabilities
from mien.vision.smooth import live_rules
from mien.vision.track import FaceTracks, track_faces

UNSURE_BELOW = 0.4


def shares(emotion: str, share: float = 0.94) -> list[float]:
    """One emotion with `share`, the others even."""
    rest = (1 - share) / (len(EMOTIONS) - 1)
    return [share if name == emotion else rest for name in EMOTIONS]


def face(x: float, y: float, emotion: str = "happy", side: float = 100) -> Face:
    box = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
    return Face(box, 0.99, None, mood_from_probabilities(shares(emotion)))


def recorded(seed: int, people: int) -> list[tuple[float, list[Face]]]:
    """A session of a minute: people move, change their faces, leave and come back."""
    chance = random.Random(seed)
    places = [[150.0 + 200 * person, 200.0] for person in range(people)]
    moods = [chance.choice(EMOTIONS) for _ in range(people)]
    at, frames = 0.0, []
    for _ in range(300):
        at += chance.choice([0.07, 0.1, 0.2, 0.2, 0.6, 1.3])
        faces = []
        for person in range(people):
            places[person][0] += chance.uniform(-40, 40)
            places[person][1] += chance.uniform(-20, 20)
            if chance.random() < 0.1:
                moods[person] = chance.choice(EMOTIONS)
            if chance.random() < 0.9:
                seen = face(*places[person], moods[person], chance.uniform(80, 120))
                noisy = [p + chance.uniform(0, 0.6) for p in seen.mood.emotions.values()]
                mood = mood_from_probabilities(noisy)
                faces.append(Face(seen.box, seen.score, None, mood))
        frames.append((at, faces))
    return frames


def described(following: FaceTracks) -> list[dict[str, object]]:
    """The faces in view, as the page's script has them."""
    return [
        {
            "number": each.number,
            "average": list(each.steady.average),
            "label": each.steady.headline.label,
            "rival": each.steady.headline.rival,
            "since": each.steady.headline.since,
        }
        for each in following.in_view
    ]


def session_with(people: int, seed: int) -> tuple[list[object], list[list[dict[str, object]]]]:
    """What goes into the script and what Python makes of the same."""
    given, expected, following = [], [], FaceTracks()
    for at, faces in recorded(seed, people):
        following = track_faces(following, faces, at, UNSURE_BELOW, live_rules())
        expected.append(described(following))
        given.append(
            {
                "at": at,
                "faces": [
                    {"box": list(f.box), "probabilities": list(f.mood.emotions.values())}
                    for f in faces
                ],
            }
        )
    return given, expected
