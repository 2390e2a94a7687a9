"""The rules of the live view, asked of the modules themselves."""

from __future__ import annotations

import pytest

from mien.vision.smooth import live_rules
from mien.web.assets import Assets


@pytest.fixture
def ask(open_page):
    """Run an expression over the exports `m` of a module."""
    page = open_page("/about")

    def run(module: str, expression: str, argument=None):
        address = Assets().url(f"js/live/{module}.js")
        return page.evaluate(
            f"async (argument) => {{ const m = await import('{address}'); return {expression}; }}",
            argument,
        )

    return run


WALKS = [
    ("start granted playing", "live"),
    ("start granted playing pause resume stop", "ended"),
    ("start granted playing face-lost", "no-face"),
    ("start granted playing face-lost face-found", "live"),
    ("start granted playing slowed-down", "slow"),
    ("start granted playing slowed-down sped-up", "live"),
    ("start granted playing lost", "ended"),
    ("start granted playing model-failed start", "asking"),
    ("start denied", "denied"),
    ("start denied start", "asking"),
    ("start missing", "no-camera"),
    ("start busy", "busy"),
    ("start insecure", "insecure"),
    ("start unsupported", "unsupported"),
    ("pause stop playing", "intro"),
]


@pytest.mark.parametrize(("events", "end"), WALKS)
def test_events_lead_from_state_to_state(ask, events, end):
    walk = "argument.reduce((state, event) => m.transition(state, event), 'intro')"
    assert ask("state", walk, events.split()) == end


def test_no_event_leads_out_of_the_known_states_and_the_camera_is_on_in_few(ask):
    states = ask("state", "m.STATES")
    assert set(ask("state", "m.STATES.filter(m.cameraOn)")) == {
        "starting",
        "live",
        "no-face",
        "slow",
        "paused",
    }
    assert {ask("state", "m.panelOf(argument)", each) for each in states} == {
        "intro",
        "stage",
        "trouble",
        "summary",
    }


def test_the_average_forgets_by_time_and_not_by_frame(ask):
    steps = (
        "Array.from({length: argument}).reduce((a) => m.smooth(a, [0, 1], 2 / argument), [1, 0])"
    )
    few, many = ask("smooth", steps, 4), ask("smooth", steps, 60)
    assert few == pytest.approx(many, abs=1e-9)
    assert sum(many) == pytest.approx(1)
    constant = live_rules().smoothing_seconds
    one_constant = ask("smooth", "m.smooth([1, 0], [0, 1], argument)", constant)
    assert one_constant[1] == pytest.approx(0.632, abs=0.001)


def test_the_headline_follows_only_after_a_lead(ask):
    walk = """(() => {
      let headline = m.settledOn(0);
      const seen = [];
      for (const [now, average] of argument) {
        headline = m.follow(headline, average, now, 0.45);
        seen.push(headline.label);
      }
      return seen;
    })()"""
    first, second, unsure = [0.9, 0.1], [0.1, 0.9], [0.4, 0.4]
    lead = live_rules().lead_seconds
    short, long = 0.7 * lead, 1.2 * lead
    assert ask("smooth", walk, [[0, second], [short, second], [long, second]]) == [0, 0, 1]
    again = [[0, second], [short, first], [long, second], [long + short, second]]
    assert ask("smooth", walk, again) == [0] * 4
    assert ask("smooth", walk, [[0, unsure], [long, unsure]]) == [0, None]


def test_a_session_counts_frames_and_weighs_time(ask):
    def sample(at, best):
        shares = [0.0, 0.0]
        shares[best] = 1.0
        return {"at": at, "probabilities": shares, "valence": best, "arousal": -best}

    # Three quick readings of one emotion, then two slow ones of the other.
    samples = [sample(0, 0), sample(0.1, 0), sample(0.2, 0), sample(0.3, 1), sample(1.8, 1)]
    whole = ask("session", "m.summarise(argument)", samples)
    assert whole["most"] == 0
    assert (whole["mostCount"], whole["count"]) == (3, 5)
    assert whole["probabilities"][1] > 0.9
    assert whole["valence"] == pytest.approx(whole["probabilities"][1])
    assert whole["seconds"] == pytest.approx(3.3)


def test_a_pause_does_not_count(ask):
    samples = [
        {"at": at, "probabilities": [1, 0], "valence": 0, "arousal": 0} for at in (0, 0.5, 60.5)
    ]
    assert ask("session", "m.summarise(argument).seconds", samples) == pytest.approx(4.5)


def test_the_table_has_few_rows_however_long_the_session(ask):
    samples = [
        {"at": at / 10, "probabilities": [1, 0], "valence": 0, "arousal": 0} for at in range(6000)
    ]
    assert len(ask("session", "m.stretches(argument, 12)", samples)) == 12
