"""Recommending: from any form of a mood to items with reasons."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final

from mien.catalog.load import load_items
from mien.core.errors import ItemNotFoundError, UnknownKindError, UsageError
from mien.core.feedback import FeedbackEvent, Recall
from mien.core.goals import resolve_goal
from mien.core.media import Item, Kind
from mien.core.mood import Mood, combine_moods, mood_from_emotion, mood_from_point
from mien.core.phrases import Phrase
from mien.core.recommendation import (
    Filters,
    Pick,
    Query,
    Recommendations,
    Source,
    SourceStatus,
)
from mien.core.taste import NOTHING_SAID, Preferences
from mien.recommend.ease import ItemWeights, learn_item_weights
from mien.recommend.group import fit_for_each
from mien.recommend.item_table import ItemTable
from mien.recommend.pipeline import Ranker
from mien.recommend.question import question_for
from mien.recommend.similar import similar_to

MOST_PICKS: Final = 100
"""Largest `limit` taken."""

EVERYBODY: Final = 0
"""Owner of the catalogue that all share who imported nothing."""

MoodLike = Mood | str | tuple[float, float]
"""A mood, the name of an emotion, or valence and arousal in -1 to 1."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be asked for in a kind: languages and genres with most items first, and years."""

    languages: tuple[str, ...]
    genres: tuple[str, ...]
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Items to pick from, and whose they are: a profile's id, or `EVERYBODY`."""

    owner: int
    items: Sequence[Item]


class Recommender:
    """Picks items of a catalogue for a mood; safe to share between threads."""

    def __init__(
        self,
        items: Sequence[Item] | None = None,
        baskets: Iterable[Sequence[str]] = (),
        *,
        joining: Callable[[], Sequence[Item]] = tuple,
        sources: Callable[[Kind], Sequence[Source]] = lambda _: (),
    ) -> None:
        """Use `items`, or the bundled catalogue (read when first needed).

        Args:
            items: what may be picked.
            baskets: ids that one person each liked or finished, for every person known here; they
                show which items go together, once three people took up both.
            joining: gives further items that may be picked; the same object until they change.
            sources: gives the state of each outside source, to be named beside the catalogue.
        """
        self._given = items
        self._baskets = tuple(baskets)
        self._joining = joining
        self._sources = sources
        self._learned: ItemWeights | None = None
        self._rankers: dict[int, _Built] = {}
        self._lock = threading.Lock()

    def recommend(
        self,
        mood: MoodLike | Sequence[MoodLike],
        kind: Kind | str,
        goal: str | None = None,
        *,
        languages: Sequence[str] = (),
        genres: Sequence[str] = (),
        years: tuple[int, int] | None = None,
        creators: Sequence[str] = (),
        limit: int = 10,
        seed: int | None = None,
        exclude: Sequence[str] = (),
        history: Sequence[FeedbackEvent] = (),
        now: datetime | None = None,
        preferences: Preferences = NOTHING_SAID,
    ) -> Recommendations:
        """Return up to `limit` picks for a mood, or for the moods of several people.

        Args:
            mood: a Mood, an emotion's name, (valence, arousal), or a list of these.
            kind: `music`, `movie` or `video`.
            goal: one of the goals, `counteract`, or None for the mood's usual goal.
            languages: ISO 639-1 codes; none means any.
            genres: at least one must fit; none means any.
            years: first and last year, both included.
            creators: parts of names of makers or actors.
            limit: 1 to 100.
            seed: the same seed gives the same list; without one it changes from day to day.
            exclude: ids not to pick.
            history: what the person did with items; their taste is learned from it.
            now: when the list is for, in UTC; the present if not given.
            preferences: what the person said of their taste.

        Raises:
            UsageError: a value is out of range or a word is unknown (see its subclasses).
        """
        people = to_people(mood)
        whole = combine_moods(people)
        now = now or datetime.now(UTC)
        query = Query(
            mood=whole,
            kind=to_kind(kind),
            goal=resolve_goal(goal, whole),
            languages=tuple(languages),
            filters=Filters(tuple(genres), _checked_years(years), tuple(creators)),
            limit=_checked_limit(limit),
            seed=now.toordinal() if seed is None else _checked_seed(seed),
            exclude=frozenset(exclude),
            people=people if len(people) > 1 else (),
            history=tuple(history),
            now=now,
            preferences=preferences,
        )
        ranker = self.ranker
        base = ranker.base_scores(query)
        picks = ranker.rank(query, base)
        compromise = fit_for_each(ranker, query, base, picks)
        source = _catalogue_source(picks, query.limit, compromise)
        return Recommendations(
            mood=whole,
            goal=query.goal,
            picks=picks,
            sources=(source, *self._sources(query.kind)),
            question=question_for(ranker, query, base, goal_was_chosen=goal is not None),
            compromise=compromise,
        )

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises:
            ItemNotFoundError: there is no such id.
        """
        row = self._table.find(item_id)
        if row is None:
            raise ItemNotFoundError(
                Phrase("There is no item %(item_id)r.", item_id=item_id),
                Phrase("Take an id from a list of recommendations."),
            )
        return self._table.items[row]

    def similar(self, item_id: str, limit: int = 10) -> tuple[Pick, ...]:
        """Return items like one item: same style first, then mood, then era.

        Raises:
            ItemNotFoundError: there is no such id.
            UsageError: `limit` is out of range.
        """
        return similar_to(self._table, self.item(item_id), _checked_limit(limit))

    def facets(self, kind: Kind | str) -> Facets:
        """Return what can be asked for in a kind.

        Raises:
            UnknownKindError: `kind` is no kind.
        """
        known = to_kind(kind)
        return Facets(
            languages=tuple(word for word, _ in self._table.counts(known, "language")),
            genres=tuple(word for word, _ in self._table.counts(known, "genre")),
            years=self._table.years(known),
        )

    def recall(self) -> Recall:
        """Return what is remembered of the person: here nothing, as nobody is known."""
        return Recall()

    def warm_up(self) -> int:
        """Read the catalogue now, and learn what goes together; return the number of items."""
        table = self._table
        self.links(table)
        return len(table.items)

    @property
    def _table(self) -> ItemTable:
        return self.ranker.table

    @property
    def ranker(self) -> Ranker:
        """The ranker over the items, for the other services that pick from them."""
        joined = self._joining()
        catalogue = self.catalogue()
        with self._lock:
            built = self._rankers.get(catalogue.owner)
            if built is None or not built.is_of(catalogue.items, joined):
                ranker = Ranker(ItemTable([*catalogue.items, *joined]), self.links)
                built = _Built(catalogue.items, joined, ranker)
                self._rankers[catalogue.owner] = built
            return built.ranker

    def links(self, table: ItemTable) -> ItemWeights:
        """Return which items go together by the baskets given; learned when first asked for."""
        if self._learned is None:
            self._learned = learn_item_weights(table, self._baskets)
        return self._learned

    @property
    def own_items(self) -> Sequence[Item]:
        """The items of the catalogue, without those that join from outside."""
        return self.catalogue().items

    def catalogue(self) -> Catalog:
        """Return what to pick from: the given items, or else the bundled catalogue."""
        return self._everybody

    @cached_property
    def _everybody(self) -> Catalog:
        return Catalog(EVERYBODY, load_items() if self._given is None else self._given)


@dataclass(frozen=True, slots=True)
class _Built:
    """A ranker and what it was built from."""

    own: Sequence[Item]
    joined: Sequence[Item]
    ranker: Ranker

    def is_of(self, own: Sequence[Item], joined: Sequence[Item]) -> bool:
        return own is self.own and joined is self.joined


def to_people(mood: MoodLike | Sequence[MoodLike]) -> tuple[Mood, ...]:
    """Return the moods that any accepted form stands for: one, or one for each of several people.

    Raises:
        UsageError: an unknown emotion, coordinates out of range, or nobody at all.
    """
    if isinstance(mood, (Mood, str)) or _is_point(mood):
        return (to_mood(mood),)  # type: ignore[arg-type]
    return tuple(to_mood(each) for each in mood)  # type: ignore[arg-type]


def to_mood(mood: MoodLike) -> Mood:
    """Return the mood that a form stands for.

    Raises:
        UsageError: an unknown emotion, or coordinates out of range.
    """
    if isinstance(mood, Mood):
        return mood
    if isinstance(mood, str):
        return mood_from_emotion(mood)
    valence, arousal = mood
    return mood_from_point(float(valence), float(arousal))


def to_kind(kind: Kind | str) -> Kind:
    """Return the kind a word stands for.

    Raises:
        UnknownKindError: it is no kind.
    """
    try:
        return Kind(kind.strip().lower())
    except ValueError:
        known = ", ".join(Kind)
        raise UnknownKindError(
            Phrase("%(kind)r is not a kind.", kind=kind),
            Phrase("Use one of: %(known)s.", known=known),
        ) from None


def _is_point(mood: object) -> bool:
    return (
        isinstance(mood, (tuple, list))
        and len(mood) == 2
        and all(isinstance(value, (int, float)) for value in mood)
    )


def _checked_limit(limit: int) -> int:
    if not 1 <= limit <= MOST_PICKS:
        raise UsageError(
            Phrase("limit is %(limit)s.", limit=limit),
            Phrase("Give a number from 1 to %(most_picks)s.", most_picks=MOST_PICKS),
        )
    return limit


def _checked_seed(seed: int) -> int:
    if not 0 <= seed < 2**63:
        raise UsageError(
            Phrase("seed is %(seed)s.", seed=seed), Phrase("Give a whole number of 0 or more.")
        )
    return seed


def _checked_years(years: tuple[int, int] | None) -> tuple[int, int] | None:
    if years is not None and (years[0] > years[1] or not all(math.isfinite(y) for y in years)):
        raise UsageError(
            Phrase(
                "The years %(value)s to %(value2)s are in the wrong order.",
                value=years[0],
                value2=years[1],
            ),
            Phrase("Put the first year first."),
        )
    return years


def _catalogue_source(picks: Sequence[Pick], limit: int, compromise: str) -> Source:
    if not picks:
        return Source(
            "catalogue", SourceStatus.EMPTY, 0, "Nothing in the catalogue fits all of it."
        )
    thin = "" if len(picks) == limit else f"Only {len(picks)} fit; widen the filters for more."
    message = " ".join(part for part in (thin, compromise) if part)
    return Source("catalogue", SourceStatus.OK, len(picks), message)
