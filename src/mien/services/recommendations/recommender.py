"""Recommending: from any form of a mood to items with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mien.core.feedback import FeedbackEvent, Recall
from mien.core.goals import resolve_goal
from mien.core.media import Item, Kind
from mien.core.mood import combine_moods
from mien.core.recommendation import (
    Filters,
    Pick,
    Query,
    Recommendations,
    Source,
    SourceStatus,
)
from mien.core.taste import NOTHING_SAID, Preferences
from mien.recommend.group import fit_for_each
from mien.recommend.pipeline import Ranker
from mien.recommend.question import question_for
from mien.recommend.similar import similar_to
from mien.services.recommendations.arguments import Words, events_of, moment, one_of, words_of
from mien.services.recommendations.library import Library, library_of
from mien.services.recommendations.personal import PersonContext, Stranger
from mien.services.recommendations.query import (
    MOST_PICKS,
    MoodLike,
    checked_limit,
    checked_seed,
    checked_years,
    to_kind,
    to_people,
)

MEMORY: Final = "memory"
"""Named among the sources of an answer only when it could not be asked."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be asked for in a kind: languages and genres with most items first, and years."""

    languages: tuple[str, ...]
    genres: tuple[str, ...]
    years: tuple[int, int]


class Recommender:
    """Picks items of a library for a mood and a person; safe to share between threads.

    It learns from what the person did, and leaves out what they dislike or have hidden.

    Attributes:
        library: what may be picked.
    """

    def __init__(
        self,
        items: Sequence[Item] | None = None,
        baskets: Iterable[Sequence[str]] = (),
        *,
        library: Library | None = None,
        person: PersonContext | None = None,
        sources: Callable[[Kind], Sequence[Source]] = lambda _: (),
    ) -> None:
        """Use a library, or else `items`, or else the bundled catalogue (read when first needed).

        Args:
            items: what may be picked.
            baskets: ids that one person each liked or finished, for every person known here; they
                show which items go together, once three people took up both.
            library: what may be picked, in place of `items` and `baskets`.
            person: knows the person that lists are for; nobody is known if not given.
            sources: gives the state of each outside source, to be named beside the catalogue.
        """
        self.library = library or library_of(items, baskets)
        self._person = person or Stranger()
        self._sources = sources

    def recommend(
        self,
        mood: MoodLike | Sequence[MoodLike],
        kind: Kind | str,
        goal: str | None = None,
        *,
        languages: Words = (),
        genres: Words = (),
        years: tuple[int, int] | None = None,
        creators: Words = (),
        limit: int = 10,
        seed: int | None = None,
        exclude: Words = (),
        history: Sequence[FeedbackEvent] = (),
        now: datetime | None = None,
        preferences: Preferences = NOTHING_SAID,
    ) -> Recommendations:
        """Return up to `limit` picks for a mood, or for the moods of several people.

        Where several words can be given, a string is one word: `creators="Earth, Wind & Fire"`.

        Args:
            mood: a Mood, an emotion's name, (valence, arousal), or a list of these.
            kind: `music`, `movie` or `video`.
            goal: one of the goals, `counteract`, or None for the mood's usual goal.
            languages: ISO 639-1 codes; none means any.
            genres: at least one must fit; none means any.
            years: first and last year, both included.
            creators: parts of names of creators or actors.
            limit: 1 to 100.
            seed: the same seed gives the same list; without one it changes from day to day.
            exclude: ids not to pick.
            history: what the person did with items, beside what is remembered; their taste is
                learned from it.
            now: when the list is for, in UTC; the present if not given.
            preferences: what the person said of their taste, in place of what is remembered.

        Raises:
            UsageError: a value is out of range or of a wrong type, or a word is unknown (see its
                subclasses).
        """
        people = to_people(mood)
        whole = combine_moods(people)
        now = datetime.now(UTC) if now is None else moment("now", now)
        recall = self.recall()
        query = Query(
            mood=whole,
            kind=to_kind(kind),
            goal=resolve_goal(goal, whole),
            languages=words_of("languages", languages),
            filters=Filters(
                words_of("genres", genres), checked_years(years), words_of("creators", creators)
            ),
            limit=checked_limit(limit),
            seed=now.toordinal() if seed is None else checked_seed(seed),
            exclude=frozenset(words_of("exclude", exclude)) | recall.left_out,
            people=people if len(people) > 1 else (),
            history=(*events_of("history", history), *recall.history),
            now=now,
            preferences=one_of("preferences", preferences, Preferences, "Preferences")
            or recall.preferences,
        )
        return self._ranked(query, recall, goal_was_chosen=goal is not None)

    def _ranked(self, query: Query, recall: Recall, *, goal_was_chosen: bool) -> Recommendations:
        ranker = self.ranker
        base = ranker.base_scores(query)
        picks = ranker.rank(query, base)
        compromise = fit_for_each(ranker, query, base, picks)
        source = _catalogue_source(picks, query.limit, compromise)
        return Recommendations(
            mood=query.mood,
            goal=query.goal,
            picks=picks,
            sources=(source, *self._sources(query.kind), *_memory_source(recall)),
            question=question_for(ranker, query, base, goal_was_chosen=goal_was_chosen),
            compromise=compromise,
        )

    def item(self, item_id: str) -> Item:
        """Return one item.

        Raises:
            ItemNotFoundError: there is no such id.
        """
        return self.library.item(item_id)

    def similar(self, item_id: str, limit: int = 10) -> tuple[Pick, ...]:
        """Return items like one item: same style first, then mood, then era.

        Raises:
            ItemNotFoundError: there is no such id.
            UsageError: `limit` is out of range.
        """
        table, item = self.library.table, self.item(item_id)
        picks = similar_to(table, item, checked_limit(limit))
        left_out = self.recall().left_out
        if left_out.isdisjoint(pick.item.id for pick in picks):
            return picks
        more = similar_to(table, item, MOST_PICKS)
        return tuple(pick for pick in more if pick.item.id not in left_out)[:limit]

    def facets(self, kind: Kind | str) -> Facets:
        """Return what can be asked for in a kind.

        Raises:
            UnknownKindError: `kind` is no kind.
        """
        known, table = to_kind(kind), self.library.table
        return Facets(
            languages=tuple(word for word, _ in table.counts(known, "language")),
            genres=tuple(word for word, _ in table.counts(known, "genre")),
            years=table.years(known),
        )

    def recall(self) -> Recall:
        """Return what is remembered of the current person; says so when the memory fails."""
        return self._person.recall()

    def warm_up(self) -> int:
        """Read the catalogue now, and learn what goes together; return the number of items."""
        return self.library.warm_up()

    @property
    def ranker(self) -> Ranker:
        """The ranker over the items, for the other services that pick from them."""
        return self.library.ranker


def _catalogue_source(picks: Sequence[Pick], limit: int, compromise: str) -> Source:
    if not picks:
        return Source(
            "catalogue", SourceStatus.EMPTY, 0, "Nothing in the catalogue fits all of it."
        )
    thin = "" if len(picks) == limit else f"Only {len(picks)} fit; widen the filters for more."
    message = " ".join(part for part in (thin, compromise) if part)
    return Source("catalogue", SourceStatus.OK, len(picks), message)


def _memory_source(recall: Recall) -> tuple[Source, ...]:
    if not recall.missing:
        return ()
    return (Source(MEMORY, SourceStatus.UNREACHABLE, 0, recall.missing),)
