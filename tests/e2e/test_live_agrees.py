"""The page's scripts follow the rules that Python follows, on the same recorded sessions."""

from __future__ import annotations

import pytest

from mien.core.emotions import EMOTIONS
from mien.core.mood import mood_from_probabilities
from mien.services.sessions.session import Session
from mien.web.assets import Assets
from tests.factories.live_sessions import UNSURE_BELOW, recorded, session_with

FOLLOW = """async ({frames, unsureBelow, address}) => {
  const { followFaces, inView, nobody } = await import(address);
  let following = nobody();
  return frames.map(({at, faces}) => {
    following = followFaces(following, faces, at, unsureBelow);
    return inView(following).map(({number, steady: {average, headline}}) => (
      {number, average, ...headline}
    ));
  });
}"""

SUMMARISE = """async ({samples, address}) => {
  const { stretches, summarise } = await import(address);
  return { whole: summarise(samples), parts: stretches(samples, 12) };
}"""


@pytest.fixture
def page(open_page):
    return open_page("/about")


def address_of(module: str) -> str:
    return Assets().url(f"js/live/{module}.js")


@pytest.mark.parametrize(("people", "seed"), [(1, 1), (2, 2), (3, 3)])
def test_faces_are_followed_and_calmed_alike(page, people, seed):
    frames, expected = session_with(people, seed)
    given = {"frames": frames, "unsureBelow": UNSURE_BELOW, "address": address_of("follow")}
    found = page.evaluate(FOLLOW, given)
    assert len(found) == len(expected)
    for here, there in zip(expected, found, strict=True):
        assert [face | {"average": None} for face in here] == [
            face | {"average": None} for face in there
        ]
        for mine, yours in zip(here, there, strict=True):
            assert mine["average"] == pytest.approx(yours["average"], abs=1e-12)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_session_is_summed_up_alike(page, seed):
    session, samples = Session(UNSURE_BELOW), []
    for at, faces in recorded(seed, people=1):
        for face in faces:
            session.add(at, face.mood)
            shares = list(face.mood.emotions.values())
            mood = mood_from_probabilities(shares)
            samples.append(
                {
                    "at": at,
                    "probabilities": shares,
                    "valence": mood.valence,
                    "arousal": mood.arousal,
                }
            )
    found = page.evaluate(SUMMARISE, {"samples": samples, "address": address_of("session")})
    summary, whole = session.summary(), found["whole"]
    assert EMOTIONS[whole["most"]] == summary.most_frequent
    assert (whole["mostCount"], whole["count"]) == (summary.most_frequent_count, summary.readings)
    assert whole["seconds"] == pytest.approx(summary.seconds)
    assert whole["probabilities"] == pytest.approx(list(summary.mood.emotions.values()))
    assert (whole["valence"], whole["arousal"]) == pytest.approx(
        (summary.mood.valence, summary.mood.arousal)
    )
    for mine, yours in zip(session.stretches(12), found["parts"], strict=True):
        assert (mine.start, mine.end) == pytest.approx((yours["from"], yours["to"]))
        assert max(mine.mood.emotions.values()) == pytest.approx(yours["share"])
