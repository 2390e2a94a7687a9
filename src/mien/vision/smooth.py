"""Calms live readings without lagging behind the face, by time and not by frames.

Two rules: an exponential average of the whole distribution, and a headline that follows a new
leader only once it has led for a while. The page's scripts follow the same rules with the same
constants, those of `live.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mien.core.emotions import EMOTIONS
from mien.core.mood import UNSURE_BELOW, Mood, mood_from_probabilities


@dataclass(frozen=True, slots=True)
class LiveRules:
    """The constants of live readings, in seconds unless it says otherwise.

    Attributes:
        smoothing_seconds: after a change of the face, the time until the average has gone 63 % of
            the way.
        lead_seconds: how long another emotion must lead before the headline names it.
        forgotten_after_seconds: a face unseen for longer is a new one when it returns.
        same_face_sides: how far the centre of a face may move between two readings, as a share of
            its side.
        full_search_every_seconds: how often the whole picture is searched, for newcomers.
        longest_reading_seconds: a reading stands for the time until the next, but for no longer.
    """

    smoothing_seconds: float
    lead_seconds: float
    forgotten_after_seconds: float
    same_face_sides: float
    full_search_every_seconds: float
    longest_reading_seconds: float


@cache
def live_rules() -> LiveRules:
    """Return the rules that Mien ships."""
    return LiveRules(**json.loads(live_rules_json()))


def live_rules_json() -> str:
    """Return the same as the JSON object that the page's scripts read."""
    return (files("mien.vision") / "live.json").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Headline:
    """The emotion that is named, and the one that is about to take its place.

    Attributes:
        label: place in `EMOTIONS`, or None for "not sure".
        rival: the same for the present leader, where it is another.
        since: when the rival began to lead, or None when nothing challenges the label.
    """

    label: int | None
    rival: int | None = None
    since: float | None = None


@dataclass(frozen=True, slots=True)
class SmoothedMood:
    """A calmed reading.

    Attributes:
        at: when it was taken, in seconds.
        average: probability of each emotion in the order of `EMOTIONS`.
        headline: what is named.
    """

    at: float
    average: tuple[float, ...]
    headline: Headline

    @property
    def mood(self) -> Mood:
        """The mood of the average, with the headline for its label."""
        mood = mood_from_probabilities(self.average)
        label = self.headline.label
        name = None if label is None else EMOTIONS[label]
        return Mood(mood.emotions, name, mood.confidence, mood.valence, mood.arousal, mood.spread)


def smoothed(
    before: SmoothedMood | None,
    probabilities: Sequence[float],
    at: float,
    unsure_below: float = UNSURE_BELOW,
    rules: LiveRules | None = None,
) -> SmoothedMood:
    """Return the calmed reading that follows `before`.

    Args:
        before: of the same face; None, or one too old, starts afresh.
        probabilities: of the new reading, in the order of `EMOTIONS`.
        at: when it was taken, in seconds.
        unsure_below: highest probability under which nothing is named.
        rules: the constants; None takes those that Mien ships.
    """
    rules = rules or live_rules()
    if before is None or at - before.at > rules.forgotten_after_seconds:
        fresh = tuple(probabilities)
        return SmoothedMood(at, fresh, Headline(_leader(fresh, unsure_below)))
    weight = -math.expm1(-max(0.0, at - before.at) / rules.smoothing_seconds)
    average = tuple(
        old + weight * (new - old) for old, new in zip(before.average, probabilities, strict=True)
    )
    leader = _leader(average, unsure_below)
    return SmoothedMood(at, average, _followed(before.headline, leader, at, rules.lead_seconds))


def _followed(headline: Headline, leader: int | None, at: float, lead: float) -> Headline:
    if leader == headline.label:
        return Headline(leader)
    if headline.since is None or leader != headline.rival:
        return Headline(headline.label, leader, at)
    return Headline(leader) if at - headline.since >= lead else headline


def _leader(average: tuple[float, ...], unsure_below: float) -> int | None:
    best = max(range(len(average)), key=average.__getitem__)
    return best if average[best] >= unsure_below else None
