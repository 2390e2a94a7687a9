"""Journeys: a playlist that walks from one mood to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

import numpy as np

from mien.core.emotions import EMOTIONS
from mien.core.errors import UnknownEmotionError, UsageError
from mien.core.goals import GOAL_WORDS, Goal, resolve_goal
from mien.core.journey import Journey, Place, Stop
from mien.core.media import Kind
from mien.core.mood import combine_moods
from mien.core.phrases import Phrase
from mien.core.recommendation import Query
from mien.recommend.explain import place_of
from mien.recommend.item_table import ItemTable, RowArray
from mien.recommend.journey import Numbers, Route, Songs, Terms, waypoints
from mien.recommend.steer import target_of
from mien.services.recommendations.arguments import number_of, whole_number, words_of
from mien.services.recommendations.query import MoodLike, to_people
from mien.services.recommendations.recommender import Recommender

SHORTEST: Final = 5
LONGEST: Final = 12
"""Stops of a journey: fewer can't be walked evenly, more are not listened to."""

_FEWEST_SONGS: Final = 40
"""A language with fewer songs is not walked alone."""

MoodsLike = MoodLike | Sequence[MoodLike]


@dataclass(frozen=True, slots=True)
class JourneyWish:
    """What a journey should be; where several words can be given, a string is one word.

    Attributes:
        start: the mood it starts from, in any form.
        to: a goal (such as `calm`, or `counteract`), or the mood it ends in, in any form.
        length: how many songs, 5 to 12.
        languages: ISO 639-1 codes; none means any.
        mixed: the songs may be of different languages; else all are of the one that walks best.
        straight: go there at once: all songs lie at the end.
        one_per_creator: no singer or band and no film twice.
        tempo_limit: largest jump between two songs in beats a minute, kept where songs allow it.
        seed: the same seed gives the same journey.
        exclude: ids not to play.

    Raises:
        UsageError: languages or ids are no words.
    """

    start: MoodsLike
    to: MoodsLike
    length: int = 10
    languages: tuple[str, ...] = ()
    mixed: bool = True
    straight: bool = False
    one_per_creator: bool = True
    tempo_limit: float | None = None
    seed: int = 0
    exclude: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Take one word for what may be several."""
        for name in ("languages", "exclude"):
            object.__setattr__(self, name, words_of(name, getattr(self, name)))


class JourneyPlanner:
    """Plans journeys over the songs of a recommender, for the person it knows, if any."""

    def __init__(self, recommender: Recommender) -> None:
        """Use the songs of `recommender`."""
        self._recommender = recommender

    def plan(self, wish: JourneyWish) -> Journey:
        """Return the journey that keeps best to a wish.

        Raises:
            UsageError: a value is out of range, a word is unknown, or too few songs fit.
        """
        _check(wish)
        walks = [_Walk(self._recommender, each) for each in self._one_language_each(wish)]
        journeys = [found.journey(found.rows()) for found in walks]
        return min(
            journeys, key=lambda found: (-len(found.stops), found.end_error + found.max_step)
        )

    def swap(self, wish: JourneyWish, stop_ids: Sequence[str], number: int) -> Journey:
        """Return a journey with another song at one stop.

        Args:
            wish: what the journey was planned from.
            stop_ids: the ids of its songs, in order.
            number: the stop to swap, from 1.

        Raises:
            ItemNotFoundError: an id leads to nothing.
            UsageError: there is no such stop, or no other song fits.
        """
        stop_ids = words_of("stop_ids", stop_ids)
        number = whole_number("number", number)
        _check(replace(wish, length=len(stop_ids)))
        if not 1 <= number <= len(stop_ids):
            raise UsageError(
                Phrase("There is no stop %(number)s.", number=number),
                Phrase("Give a number from 1 to %(count)s.", count=len(stop_ids)),
            )
        items = [self._recommender.item(each) for each in stop_ids]
        wish = replace(wish, length=len(stop_ids), exclude=(*wish.exclude, stop_ids[number - 1]))
        if not wish.mixed:
            wish = replace(wish, languages=(items[0].language,))
        return _Walk(self._recommender, wish).swapped(stop_ids, number - 1)

    def _one_language_each(self, wish: JourneyWish) -> list[JourneyWish]:
        """Return the wish for all languages together, or once for each when they must not mix."""
        if wish.mixed:
            return [wish]
        known = self._recommender.ranker.table.counts(Kind.MUSIC, "language")
        large = tuple(word for word, count in known if count >= _FEWEST_SONGS)
        return [replace(wish, languages=(word,)) for word in wish.languages or large or ("en",)]


class _Walk:
    """One journey in the making: the songs that may be in it, and the waypoints."""

    def __init__(self, recommender: Recommender, wish: JourneyWish) -> None:
        ranker = recommender.ranker
        mood = combine_moods(to_people(wish.start))
        start, end = _ends(wish)
        recall = recommender.recall()
        query = Query(
            mood=mood,
            kind=Kind.MUSIC,
            goal=Goal.MATCH,
            languages=wish.languages,
            exclude=frozenset(wish.exclude) | recall.left_out,
            seed=wish.seed,
            history=recall.history,
            now=datetime.now(UTC),
            preferences=recall.preferences,
        )
        base = ranker.base_scores(query)
        self._table: ItemTable = ranker.table
        self._rows: RowArray = base.rows.at(np.arange(base.rows.count, dtype=np.intp))
        self._songs = _songs(self._table, self._rows, base.values.astype(np.float64))
        self._terms = Terms(wish.one_per_creator, wish.tempo_limit)
        self._targets = waypoints(start, end, wish.length, straight=wish.straight)
        self._seed = wish.seed

    def rows(self) -> list[int]:
        found = Route(self._songs, self._targets, self._terms, self._seed).walk()
        return [int(self._rows[place]) for place in found]

    def swapped(self, stop_ids: Sequence[str], place: int) -> Journey:
        rows = [self._table.find(each) for each in stop_ids]
        # The stops stand beside the songs that may be picked, whatever the filters say of them.
        kept = np.array([row for row in rows if row is not None], dtype=np.intp)
        whole = np.concatenate([kept, self._rows[~np.isin(self._rows, kept)]])
        base = np.zeros(len(whole))
        songs = _songs(self._table, whole, base)
        route = Route(songs, self._targets, self._terms, self._seed)
        found = route.replacement(range(len(kept)), place)
        if found is None:
            raise UsageError(Phrase("No other song fits there."), Phrase("Allow more languages."))
        kept[place] = whole[found]
        return self.journey(kept.tolist())

    def journey(self, rows: Sequence[int]) -> Journey:
        if not rows:
            raise UsageError(
                Phrase("No song fits all of that."), Phrase("Allow more languages, exclude less.")
            )
        part = np.array(rows, dtype=np.intp)
        places = _percentiles(self._table, part)
        steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
        jumps = np.abs(np.diff(self._table.tempo[part]))
        known = jumps[~np.isnan(jumps)]
        return Journey(
            stops=tuple(
                Stop(_on_map(target), item, Phrase("%(place)s.", place=place_of(item)).opening())
                for target, item in zip(
                    self._targets, (self._table.items[row] for row in rows), strict=False
                )
            ),
            end_error=float(np.linalg.norm(places[-1] - self._targets[-1])),
            max_step=float(steps.max(initial=0.0)),
            tempo_jump=float(known.mean()) if len(known) else None,
        )


def _check(wish: JourneyWish) -> None:
    if not SHORTEST <= whole_number("length", wish.length) <= LONGEST:
        raise UsageError(
            Phrase("The length is %(length)s.", length=wish.length),
            Phrase(
                "Give a number from %(shortest)s to %(longest)s.",
                shortest=SHORTEST,
                longest=LONGEST,
            ),
        )
    if not 0 <= whole_number("seed", wish.seed) < 2**63:
        raise UsageError(
            Phrase("seed is %(seed)s.", seed=wish.seed), Phrase("Give a whole number of 0 or more.")
        )
    if wish.tempo_limit is not None and not 0 < number_of("tempo_limit", wish.tempo_limit) <= 300:
        raise UsageError(
            Phrase("The tempo limit is %(tempo_limit)s.", tempo_limit=wish.tempo_limit),
            Phrase("Give beats a minute, over 0 and up to 300."),
        )


def _ends(wish: JourneyWish) -> tuple[Numbers, Numbers]:
    """Return start and end of a walk as percentiles."""
    mood = combine_moods(to_people(wish.start))
    if isinstance(wish.to, str) and wish.to.strip().lower() in GOAL_WORDS:
        end = target_of(mood, resolve_goal(wish.to, mood))
    else:
        if isinstance(wish.to, str) and wish.to.strip().lower() not in EMOTIONS:
            raise UnknownEmotionError(wish.to, (*EMOTIONS, *GOAL_WORDS))
        end = target_of(combine_moods(to_people(wish.to)), Goal.MATCH)
    start = target_of(mood, Goal.MATCH)
    return (
        np.array([(1 + start.valence) / 2, (1 + start.arousal) / 2]),
        np.array([(1 + end.valence) / 2, (1 + end.arousal) / 2]),
    )


def _songs(table: ItemTable, rows: RowArray, base: Numbers) -> Songs:
    return Songs(
        places=_percentiles(table, rows),
        tempo=table.tempo[rows].astype(np.float64),
        base=base,
        creators_of=lambda place: table.creators.of(int(rows[place])).tolist(),
    )


def _percentiles(table: ItemTable, rows: RowArray) -> Numbers:
    both = np.stack([table.valence[rows], table.arousal[rows]], axis=1).astype(np.float64)
    return np.asarray((1 + both) / 2, dtype=np.float64)


def _on_map(target: Numbers) -> Place:
    return round(float(2 * target[0] - 1), 4), round(float(2 * target[1] - 1), 4)
